"""Every way in: the HTTP service, its pages and widget, and the command line."""
