"""Reading disks in trouble from a small Linux, without changing a byte of them."""
