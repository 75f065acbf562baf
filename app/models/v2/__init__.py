"""The models of version 2.0.0: only what differs from version 3; what is equal is used from there."""
