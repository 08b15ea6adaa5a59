# The services of Besluitspoor in one image. Build it with `docker compose build`.

FROM rust:1.95-slim-trixie AS build
WORKDIR /build
COPY . .
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/build/target \
    cargo build --release --locked -p besluitspoor \
    && cp target/release/besluitspoor /besluitspoor

FROM debian:trixie-slim
# A fixed number, so that who owns the volume is the same after every build.
RUN useradd --system --uid 4750 --no-create-home besluitspoor \
    && install --directory --owner=besluitspoor --mode=700 /var/lib/besluitspoor /var/lib/besluitspoor-erasures
COPY --from=build /besluitspoor /usr/local/bin/besluitspoor
USER besluitspoor
# What was erased is kept apart: a backup of the data that is put back must not take it back too.
ENV BESLUITSPOOR_ERASURES=/var/lib/besluitspoor-erasures/erasures.jsonl
VOLUME /var/lib/besluitspoor /var/lib/besluitspoor-erasures
EXPOSE 4750 4751
ENTRYPOINT ["besluitspoor"]
CMD ["serve"]
