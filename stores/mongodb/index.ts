export { connect, type ConnectOptions, type MongoConnection } from './connect.ts';
