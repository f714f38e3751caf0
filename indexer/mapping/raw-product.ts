import type { AttributeKind } from '../../stores/ports/product.ts';
import type { JsonValue } from '../../stores/ports/catalog-store.ts';

/** A record with its fields told apart, but nothing checked yet: any value may be anything. */
export interface RawProduct {
  readonly id: JsonValue;
  readonly title: JsonValue;
  readonly description: JsonValue;
  readonly brand: JsonValue;
  readonly url: JsonValue;
  readonly categoryPath: readonly JsonValue[];
  readonly price: RawMoney | null;
  readonly listPrice: RawMoney | null;
  readonly availability: JsonValue;
  readonly rating: { readonly average: JsonValue; readonly count: JsonValue } | null;
  readonly images: readonly { readonly url: JsonValue; readonly alt: JsonValue }[];
  readonly gtins: readonly JsonValue[];
  readonly groupId: JsonValue;
  readonly releasedAt: { readonly value: JsonValue; readonly format: DateFormat } | null;
  readonly attributes: readonly RawAttribute[];
}

export interface RawMoney {
  readonly amount: JsonValue;
  readonly unit: 'minor' | 'major';
  readonly currency: JsonValue;
}

export interface RawAttribute {
  readonly name: string;
  readonly kind: AttributeKind;
  readonly values: readonly JsonValue[];
}

export type DateFormat = 'iso' | 'epoch-ms' | 'epoch-s' | 'dd/mm/yyyy' | 'mm/dd/yyyy' | 'dd.mm.yyyy';
