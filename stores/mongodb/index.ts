export { connect, type ConnectOptions, type MongoConnection } from './connect.ts';
export { type MongoUsersOptions, openMongoUsers } from './users/open-mongo-users.ts';
