import { productId } from '../../schema/ids.ts';
import type { SequenceEvent, SequencePosition, ShopperSequence } from '../ports/shopper-event.ts';

/** Names no field twice per event: a full sequence takes some 2 KB. */
type Packed = readonly [events: readonly (readonly [string, SequenceEvent['type'], number])[], hidden: readonly string[], purchased: readonly string[]];

/** All of a sequence but its position, as JSON. */
export function encodeSequence({ events, hidden, purchased }: ShopperSequence): Buffer {
  const packed: Packed = [events.map((event) => [event.productId, event.type, event.atMs]), hidden, purchased];
  return Buffer.from(JSON.stringify(packed));
}

export function decodeSequence(position: SequencePosition, body: Buffer): ShopperSequence {
  const [events, hidden, purchased] = JSON.parse(body.toString('utf8')) as Packed;
  return {
    position,
    events: events.map(([id, type, atMs]) => ({ productId: productId(id), type, atMs })),
    hidden: hidden.map(productId),
    purchased: purchased.map(productId),
  };
}
