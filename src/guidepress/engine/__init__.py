"""The one adapter to WeasyPrint and what it stands on: loading, fonts, files, mends and shortcuts."""
