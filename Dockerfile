# The service as an image, of a jar that is there already: built by Maven, or of a release. By hand, in the project:
#   docker build --tag conversational-bot .
# and in the unpacked archive of a release with --build-arg JAR=conversational-bot.jar.
# It runs with a read-only root file system, if /tmp is a volume from which programs may be run: native libraries are
# unpacked there (--read-only --volume /tmp). See docs/deployment.md.

# A mirror, or a digest: eclipse-temurin:25-jre@sha256:...
ARG JAVA_IMAGE=eclipse-temurin:25-jre
FROM ${JAVA_IMAGE}

ARG JAR=application/target/conversational-bot.jar
ARG VERSION=development
LABEL org.opencontainers.image.title=conversational-bot \
      org.opencontainers.image.version=${VERSION} \
      org.opencontainers.image.licenses=Apache-2.0

RUN groupadd --gid 10001 conversational-bot \
 && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /tmp --shell /usr/sbin/nologin conversational-bot

WORKDIR /opt/conversational-bot
COPY infra/jvm.options infra/run.sh infra/health.sh infra/
COPY infra/lib/say.sh infra/lib/node.sh infra/lib/java.sh infra/lib/
COPY config.yml ./
# What its JVM need not find out first, where learn.sh made it
COPY ${JAR} ${JAR}.aot* ./

# All interfaces: what may call them is a matter of the network around the container. The log is standard output.
ENV SERVER_HOST=0.0.0.0 ADMIN_HOST=0.0.0.0 JAVA_HEAP=512m DJL_CACHE_DIR=/tmp/djl
USER 10001:10001
EXPOSE 8080 8081

# A node opens its port when it is ready, or after ten seconds
HEALTHCHECK --interval=10s --timeout=6s --start-period=60s --retries=3 CMD ["/opt/conversational-bot/infra/health.sh", "alive"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["/opt/conversational-bot/infra/run.sh"]
CMD ["server", "config.yml"]
