"""Any file, read with care and written so that a crash leaves the old one or the new one."""
