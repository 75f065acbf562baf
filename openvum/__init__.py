"""What integrators use on their own: ``openvum.client`` to ask, ``openvum.toets`` to check a VUM interface.

Knows the schema of the standard (``app.models``) and nothing of the node: what judges the node shares no code with it.
"""
