# The build stage has pip and setuptools; the final image has neither a compiler nor a package to build with.
FROM python:3.11-slim-bookworm AS bouw

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1

WORKDIR /bouw
COPY requirements-build.lock requirements.lock ./
RUN python -m venv /opt/bouw \
    && /opt/bouw/bin/pip install --require-hashes -r requirements-build.lock \
    && python -m venv --without-pip /opt/openvum \
    && /opt/bouw/bin/pip --python /opt/openvum/bin/python install --require-hashes -r requirements.lock

COPY pyproject.toml README.md LICENSE NOTICE ./
COPY app app
COPY migrations migrations
COPY openvum openvum
RUN /opt/bouw/bin/pip wheel --no-deps --no-build-isolation --wheel-dir /bouw/wiel . \
    && /opt/bouw/bin/pip --python /opt/openvum/bin/python install --no-deps --no-index /bouw/wiel/openvum-*.whl


FROM python:3.11-slim-bookworm

LABEL org.opencontainers.image.title="OpenVUM" \
      org.opencontainers.image.description="Open implementation of VUM: source, exchange and privacy layer" \
      org.opencontainers.image.licenses="EUPL-1.2"

RUN groupadd --system --gid 10001 openvum \
    && useradd --system --uid 10001 --gid openvum --no-create-home --home-dir /data openvum \
    && install --directory --owner=openvum --group=openvum --mode=0750 /data

COPY --from=bouw /opt/openvum /opt/openvum

ENV PATH=/opt/openvum/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    OPENVUM_DATABASE_URL=sqlite+aiosqlite:////data/openvum.db

USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM

HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health/live', timeout=2)"]

ENTRYPOINT ["openvum"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]
