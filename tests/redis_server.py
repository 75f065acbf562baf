"""A Redis for tests: ``TEST_REDIS_URL``, under a prefix of the test's own. Without a server they skip; in CI they fail."""

import os
from collections.abc import Iterator
from uuid import uuid4

import pytest
import redis

URL = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/9")


@pytest.fixture(scope="session")
def _redis_antwoordt() -> None:
    try:
        with redis.Redis.from_url(URL, socket_connect_timeout=2) as klant:
            klant.ping()
    except redis.RedisError:
        if os.environ.get("CI") == "true":
            pytest.fail("Redis does not answer; set TEST_REDIS_URL")
        pytest.skip("Redis does not answer; set TEST_REDIS_URL")


@pytest.fixture
def voorvoegsel(_redis_antwoordt: None) -> Iterator[str]:
    """The prefix of this test alone; what stands under it is removed afterwards."""
    eigen = f"openvum-test-{uuid4().hex}"
    yield eigen
    with redis.Redis.from_url(URL) as klant:
        if sleutels := list(klant.scan_iter(f"{eigen}:*")):
            klant.delete(*sleutels)
