import { SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { signToken } from '../../gateway/index.ts';
import { createTokenVerifier } from '../../gateway/identity/verify-token.ts';
import { NOW, openGateway, SECRETS, type TestGateway } from './support/open-gateway.ts';

const now = () => NOW;
const seconds = Math.floor(NOW / 1_000);
const valid = { role: 'MERCHANDISER', subject: 'anna', expiresInSeconds: 60, secret: SECRETS.token, now } as const;

/** A token of ours but for what `change` does to it. */
function forge(claims: Record<string, unknown>, { alg = 'HS256', secret = SECRETS.token } = {}): Promise<string> {
  return new SignJWT({ iss: 'aisle', aud: 'aisle', sub: 'anna', role: 'ADMIN', exp: seconds + 60, ...claims })
    .setProtectedHeader({ alg })
    .sign(new TextEncoder().encode(secret));
}

const unsigned = async (): Promise<string> => new UnsecuredJWT({ role: 'ADMIN', sub: 'anna', iss: 'aisle', aud: 'aisle', exp: seconds + 60 }).encode();
const tampered = async (): Promise<string> => {
  const [head, , signature] = (await forge({})).split('.');
  return [head, Buffer.from(JSON.stringify({ role: 'ADMIN', sub: 'root', iss: 'aisle', aud: 'aisle', exp: seconds + 60 })).toString('base64url'), signature].join('.');
};

describe('bearer tokens', () => {
  it('say who asks', async () => {
    await using gateway = await openGateway();
    for (let round = 0; round < 2; round++) {
      const { data, headers } = await gateway.ask('{ caller }', { headers: { authorization: `Bearer ${await signToken(valid)}` } });
      expect(JSON.parse(String(data?.['caller']))).toEqual({ role: 'MERCHANDISER', userId: 'anna', visitorId: null });
      expect(headers.get('x-visitor-id')).toBeNull();
    }
  });

  it.each([
    ['expired', () => signToken({ ...valid, now: () => NOW - 61_000 }), 'has expired'],
    ['expiring this moment', () => forge({ exp: seconds }), 'has expired'],
    ['without an end', () => forge({ exp: undefined }), '"exp"'],
    ['of algorithm none', unsigned, 'algorithm other than HS256'],
    ['of another algorithm', () => forge({}, { alg: 'HS512', secret: SECRETS.token.repeat(2) }), 'algorithm other than HS256'],
    ['of another secret', () => forge({}, { secret: 'x'.repeat(32) }), 'is not signed by this shop'],
    ['with changed claims', tampered, 'is not signed by this shop'],
    ['of an unknown role', () => forge({ role: 'ROOT' }), '"role"'],
    ['of role ANONYMOUS', () => forge({ role: 'ANONYMOUS' }), '"role"'],
    ['without a role', () => forge({ role: undefined }), '"role"'],
    ['with roles in a list', () => forge({ role: ['ADMIN'] }), '"role"'],
    ['without a subject', () => forge({ sub: undefined }), '"sub"'],
    ['with an empty subject', () => forge({ sub: '' }), '"sub"'],
    ['of another issuer', () => forge({ iss: 'other' }), '"iss"'],
    ['for another audience', () => forge({ aud: 'other' }), '"aud"'],
    ['not good yet', () => forge({ nbf: seconds + 30 }), '"nbf"'],
    ['that is none', async () => 'none', 'is malformed'],
    ['that is endless', async () => 'x'.repeat(5_000), 'characters'],
  ])('are refused when %s', async (_name, make, fault) => {
    await using gateway = await openGateway();
    const { status, errors, data, headers } = await gateway.ask('{ caller me { name } }', { headers: { authorization: `Bearer ${await make()}` } });
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toBe('Bearer');
    expect(data).toBeUndefined();
    expect(errors).toEqual([{ message: expect.stringContaining(fault), extensions: { code: 'UNAUTHENTICATED', reason: 'TOKEN_INVALID' } }]);
  });

  it.each(['Basic YTpi', 'Bearer', 'Bearer a b', 'token'])('are refused as %s', async (authorization) => {
    await using gateway = await openGateway();
    expect(await gateway.ask('{ caller }', { headers: { authorization } })).toMatchObject({
      status: 401,
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
  });

  it('are not remembered beyond their end', async () => {
    let clock = NOW;
    const verify = createTokenVerifier({ secret: SECRETS.token, now: () => clock });
    const token = await signToken(valid);
    expect(await verify(token)).toEqual({ role: 'MERCHANDISER', userId: 'anna' });
    clock += 59_000;
    expect(await verify(token)).toEqual({ role: 'MERCHANDISER', userId: 'anna' });
    clock += 1_000;
    await expect(verify(token)).rejects.toMatchObject({ code: 'TOKEN_INVALID', message: 'The bearer token has expired.' });
  });

  it.each([
    [{ role: 'ANONYMOUS' }, 'INPUT_INVALID', /role/],
    [{ subject: '' }, 'INPUT_INVALID', /subject/],
    [{ expiresInSeconds: 0 }, 'INPUT_INVALID', /expiresInSeconds/],
    [{ secret: 'short' }, 'CONFIGURATION_INVALID', /AISLE_TOKEN_SECRET.*32 bytes/],
  ])('are not signed for %j', async (wrong, code, message) => {
    await expect(signToken({ ...valid, ...(wrong as object) })).rejects.toMatchObject({ code, message: expect.stringMatching(message) as string });
  });
});

/** Who the subgraphs take the sender for, and the visitor id that came back. */
async function caller(gateway: TestGateway, headers: Record<string, string> = {}) {
  const answer = await gateway.ask('{ caller }', { headers });
  return { issued: answer.headers.get('x-visitor-id'), ...(JSON.parse(String(answer.data?.['caller'])) as { visitorId: string | null }) };
}

describe('visitor ids', () => {

  it('are issued once and taken back', async () => {
    await using gateway = await openGateway();
    const first = await caller(gateway);
    const second = await caller(gateway);
    expect(first.visitorId).not.toBe(second.visitorId);
    expect(await caller(gateway, { 'x-visitor-id': first.issued! })).toMatchObject({ visitorId: first.visitorId, issued: null });
  });

  it('outlive a restart', async () => {
    await using before = await openGateway();
    const { issued, visitorId } = await caller(before);
    await using after = await openGateway();
    expect(await caller(after, { 'x-visitor-id': issued! })).toMatchObject({ visitorId, issued: null });
  });

  it('that were guessed, changed or signed by another shop reach nothing', async () => {
    await using gateway = await openGateway();
    await using other = await openGateway({ secrets: { ...SECRETS, visitor: 'o'.repeat(32) } });
    const { issued, visitorId } = await caller(gateway);
    const [id, signature] = issued!.split('.') as [string, string];
    const foreign = (await caller(other)).issued!;
    const guesses = [id, `${id}.`, `${id}.${'A'.repeat(22)}`, `${signature}.${id}`, `${'B'.repeat(22)}.${signature}`, `${issued}x`, 'me', foreign];
    for (const guess of guesses) {
      const answer = await caller(gateway, { 'x-visitor-id': guess });
      expect(answer.issued).not.toBeNull();
      expect(answer.visitorId).not.toBe(visitorId);
      expect(guess).not.toContain(answer.visitorId);
    }
  });

  it('come beside a token, so that the visitor can be merged; a bad one counts as none', async () => {
    await using gateway = await openGateway();
    const { issued, visitorId } = await caller(gateway);
    const authorization = `Bearer ${await signToken(valid)}`;
    expect(await caller(gateway, { authorization, 'x-visitor-id': issued! })).toEqual({ role: 'MERCHANDISER', userId: 'anna', visitorId, issued: null });
    expect(await caller(gateway, { authorization, 'x-visitor-id': 'bad' })).toEqual({ role: 'MERCHANDISER', userId: 'anna', visitorId: null, issued: null });
  });
});
