import { MongoClient } from 'mongodb';

/** Has the one member of a replica set call itself by another port, so that clients, which ask it where it is, come that way. */
export async function moveReplicaSet(port: number, toPort: number): Promise<void> {
  await using client = new MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`);
  const admin = client.db('admin');
  const { config } = (await admin.command({ replSetGetConfig: 1 })) as unknown as { config: { version: number; members: { host: string }[] } };
  const [member] = config.members;
  await admin.command({ replSetReconfig: { ...config, version: config.version + 1, members: [{ ...member, host: `127.0.0.1:${toPort}` }] }, force: true });
}
