# One image per service: docker build --build-arg SERVICE=identity .

FROM node:20-bookworm-slim AS build
WORKDIR /build
COPY . .
# nothing that is built needs an install script
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts --no-audit --no-fund && npx tsc -b
ARG SERVICE
RUN node tools/dist/deploy.js "$SERVICE" /service
WORKDIR /service
RUN --mount=type=cache,target=/root/.npm npm ci -w "@subjectline/$SERVICE" \
    --omit=dev --include-workspace-root=false --ignore-scripts --no-audit --no-fund

FROM node:20-bookworm-slim
ARG SERVICE
ENV NODE_ENV=production SERVICE=$SERVICE
WORKDIR /service
COPY --from=build /service .
USER node
# exec: signals reach the service itself, which then finishes what is in hand
CMD ["sh", "-c", "exec node apps/$SERVICE/dist/main.js"]
