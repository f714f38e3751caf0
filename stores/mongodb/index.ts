export { type MongoCatalog, type MongoCatalogOptions, openMongoCatalog } from './catalog/open-mongo-catalog.ts';
export { connect, type ConnectOptions, type MongoConnection } from './connect.ts';
export { type MongoMerchandisingOptions, openMongoMerchandising } from './merchandising/open-mongo-merchandising.ts';
export { type MongoUsersOptions, openMongoUsers } from './users/open-mongo-users.ts';
