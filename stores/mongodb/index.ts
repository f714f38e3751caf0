export { type MongoCatalog, type MongoCatalogOptions, openMongoCatalog } from './catalog/open-mongo-catalog.ts';
export { connect, type ConnectOptions, type MongoConnection } from './connect.ts';
