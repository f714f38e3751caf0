# One image for all of Aisle's processes: `aisle` is its entry point, and the command says which one it is.
# There is no build step: Node runs the sources as they are.

FROM node:24-slim AS dependencies
WORKDIR /aisle
COPY package.json package-lock.json ./
# No scripts: the image has its Node, and serving needs no libtensorflow.
RUN npm ci --omit=dev --omit=optional --ignore-scripts

FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /aisle
COPY --from=dependencies /aisle/node_modules node_modules
COPY package.json LICENSE ./
COPY schema schema
COPY search search
COPY ranker ranker
COPY stores stores
COPY discovery discovery
COPY indexer indexer
COPY subgraphs subgraphs
COPY gateway gateway
COPY cli cli
# All that is ever written is under /data: the root file system may be read-only.
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
EXPOSE 4000 4001 4002 4003 4004
ENTRYPOINT ["node", "/aisle/cli/aisle.ts"]
CMD ["serve", "--host", "0.0.0.0", "--data", "/data"]
