# One image per service: docker build --build-arg SERVICE=identity .

FROM node:24-bookworm-slim AS build
WORKDIR /build
# what is installed stays in its layer until a manifest changes
COPY package.json package-lock.json ./
COPY apps/config/package.json apps/config/
COPY apps/consents/package.json apps/consents/
COPY apps/console/package.json apps/console/
COPY apps/dispatch/package.json apps/dispatch/
COPY apps/gateway/package.json apps/gateway/
COPY apps/identity/package.json apps/identity/
COPY apps/requests/package.json apps/requests/
COPY apps/standalone/package.json apps/standalone/
COPY apps/standalone-e2e/package.json apps/standalone-e2e/
COPY apps/templates/package.json apps/templates/
COPY apps/webhooks/package.json apps/webhooks/
COPY libs/api-client/package.json libs/api-client/
COPY libs/bus/package.json libs/bus/
COPY libs/contracts/package.json libs/contracts/
COPY libs/embedded/package.json libs/embedded/
COPY libs/providers/package.json libs/providers/
COPY libs/rendering/package.json libs/rendering/
COPY libs/schema/package.json libs/schema/
COPY libs/storage/package.json libs/storage/
COPY libs/testing/package.json libs/testing/
COPY tools/package.json tools/
# nothing that is built needs an install script
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run build
ARG SERVICE
RUN node tools/dist/deploy/main.js "$SERVICE" /service
WORKDIR /service
RUN --mount=type=cache,target=/root/.npm npm ci -w "@subjectline/$SERVICE" \
    --omit=dev --include-workspace-root=false --ignore-scripts --no-audit --no-fund

FROM node:24-bookworm-slim
ARG SERVICE
ENV NODE_ENV=production SERVICE=$SERVICE
WORKDIR /service
COPY --from=build /service .
USER node
# exec: signals reach the service itself, which then finishes what is in hand
CMD ["sh", "-c", "exec node apps/$SERVICE/dist/main.js"]
