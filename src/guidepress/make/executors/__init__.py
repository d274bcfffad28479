"""Who makes the outputs: processes of this machine, forked warm."""
