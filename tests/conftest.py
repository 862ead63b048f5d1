"""What holds for every test."""

from hypothesis import settings

# A law holds or does not; how long an example takes depends on what else the machine is doing.
settings.register_profile("onrecord", deadline=None)
settings.load_profile("onrecord")
