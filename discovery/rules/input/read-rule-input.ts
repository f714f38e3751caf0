import { productId, segmentId } from '../../../schema/ids.ts';
import type { UserError } from '../../../schema/user-error.ts';
import type { ProductTarget } from '../../../stores/ports/product-target.ts';
import type { RuleAction, RuleCondition, RuleContent, RuleSchedule } from '../../../stores/ports/rule.ts';
import { LIMITS } from './limits.ts';
import { createInputReader, type InputReader } from './reader.ts';
import type { BoostInput, PinInput, RuleActionInput, RuleConditionInput, RuleInput, ScheduleInput, TargetInput } from './rule-input.ts';

type Path = readonly (string | number)[];

export type ReadRule = { readonly content: RuleContent; readonly userErrors: null } | { readonly content: null; readonly userErrors: readonly UserError[] };

/**
 * What a caller wrote as a rule, or all that is wrong with it, with paths that begin with `path`.
 * @param unchanged - What absent fields mean: the stored rule's on update.
 */
export function readRuleInput(
  input: RuleInput,
  path: Path,
  unchanged: Pick<RuleContent, 'status' | 'priority'> = { status: 'ACTIVE', priority: 0 },
): ReadRule {
  const reader = createInputReader();
  const condition = readCondition(input.condition, [...path, 'condition'], reader);
  if (input.actions.length === 0) reader.refuse([...path, 'actions'], 'REQUIRED', 'Expected at least one action, got none.');
  const content: RuleContent = {
    name: reader.text(input.name, [...path, 'name'], LIMITS.nameLength),
    status: input.status ?? unchanged.status,
    priority: reader.number(input.priority ?? unchanged.priority, [...path, 'priority'], { min: -LIMITS.priority, max: LIMITS.priority, whole: true }),
    condition,
    actions: reader
      .list(input.actions, [...path, 'actions'], { max: LIMITS.actions, read: (action, at) => readAction(action, at, { reader, onLists: condition.strategies.length > 0 }) })
      .filter((action) => action !== null),
    schedule: readSchedule(input.schedule ?? null, [...path, 'schedule'], reader),
  };
  return reader.faults.length === 0 ? { content, userErrors: null } : { content: null, userErrors: reader.faults };
}

function readCondition({ query, filters, segmentIds, locale, strategies }: RuleConditionInput, path: Path, reader: InputReader): RuleCondition {
  if (query != null && (strategies ?? []).length > 0) {
    reader.refuse([...path, 'query'], 'NOT_ALLOWED', 'Expected no query where `strategies` names lists, since lists have none; got one.');
  }
  return {
    query: query == null ? null : { text: reader.words(query.text, [...path, 'query', 'text'], LIMITS.queryLength), mode: query.mode ?? 'PHRASE' },
    filters: reader.filters(filters ?? [], [...path, 'filters']),
    segmentIds: reader
      .list(segmentIds ?? [], [...path, 'segmentIds'], { max: LIMITS.segments, read: (id, at) => reader.id(id, at, LIMITS.nameLength) })
      .map(segmentId),
    locale: reader.locale(locale ?? null, [...path, 'locale']),
    strategies: [...new Set(strategies)],
  };
}

const ACTIONS = ['boost', 'bury', 'pin', 'hide', 'only', 'redirect', 'banner', 'replaceQuery'] as const satisfies readonly (keyof RuleActionInput)[];

interface ActionPlace {
  readonly reader: InputReader;
  /** The rule acts on lists instead of search. */
  readonly onLists: boolean;
}

/** Null where not exactly one field is set. */
function readAction(action: RuleActionInput, path: Path, { reader, onLists }: ActionPlace): RuleAction | null {
  const set = ACTIONS.filter((name) => action[name] != null);
  if (set.length !== 1) {
    reader.refuse(path, 'ONLY_ONE', `Expected exactly one of ${ACTIONS.join(', ')}, got ${set.length === 0 ? 'none' : set.join(' and ')}.`);
    return null;
  }
  const at = [...path, set[0]!];
  const { boost, bury, pin, hide, only, redirect, banner, replaceQuery } = action;
  if (onLists && (redirect ?? banner ?? replaceQuery) != null) {
    reader.refuse(at, 'NOT_ALLOWED', `Expected an action that lists know (boost, bury, pin, hide, only), got ${set[0]}.`);
  }
  if (boost != null) return readShift('BOOST', boost, at, reader);
  if (bury != null) return readShift('BURY', bury, at, reader);
  if (pin != null) return readPin(pin, at, reader);
  if (hide != null) return { kind: 'HIDE', target: readTarget(hide, at, reader) };
  if (only != null) return { kind: 'ONLY', target: readTarget(only, at, reader) };
  if (redirect != null) return { kind: 'REDIRECT', url: reader.url(redirect.url, [...at, 'url'], LIMITS.urlLength) };
  if (banner != null) {
    const address = (value: string | null | undefined, name: string): string | null => (value == null ? null : reader.url(value, [...at, name], LIMITS.urlLength));
    return {
      kind: 'BANNER',
      title: reader.text(banner.title, [...at, 'title'], LIMITS.titleLength),
      url: address(banner.url, 'url'),
      imageUrl: address(banner.imageUrl, 'imageUrl'),
    };
  }
  return { kind: 'REPLACE_QUERY', text: reader.words(replaceQuery!.text, [...at, 'text'], LIMITS.queryLength) };
}

function readShift(kind: 'BOOST' | 'BURY', { target, factor }: BoostInput, path: Path, reader: InputReader): RuleAction {
  const fits = kind === 'BOOST' ? factor > 1 && factor <= LIMITS.factor : factor >= 1 / LIMITS.factor && factor < 1;
  const expected = kind === 'BOOST' ? `above 1, at most ${LIMITS.factor}` : `at least ${1 / LIMITS.factor}, below 1`;
  if (!fits) reader.refuse([...path, 'factor'], 'OUT_OF_RANGE', `Expected a factor ${expected}, got ${factor}.`);
  return { kind, target: readTarget(target, [...path, 'target'], reader), factor };
}

function readPin({ productId: id, filters, position }: PinInput, path: Path, reader: InputReader): RuleAction {
  if (id == null && (filters ?? []).length === 0) reader.refuse(path, 'REQUIRED', 'Expected `productId`, `filters` or both, got neither.');
  return {
    kind: 'PIN',
    productId: id == null ? null : productId(reader.id(id, [...path, 'productId'], LIMITS.productIdLength)),
    filters: reader.filters(filters ?? [], [...path, 'filters']),
    position: reader.number(position, [...path, 'position'], { min: 1, max: LIMITS.pinPosition, whole: true }),
  };
}

/** One that points at nothing would make an ONLY that finds nothing, by mistake. */
function readTarget({ productIds, filters }: TargetInput, path: Path, reader: InputReader): ProductTarget {
  if ((productIds ?? []).length + (filters ?? []).length === 0) {
    reader.refuse(path, 'REQUIRED', 'Expected `productIds`, `filters` or both, got neither.');
  }
  const ids = reader.list(productIds ?? [], [...path, 'productIds'], {
    max: LIMITS.productIds,
    read: (id, at) => reader.id(id, at, LIMITS.productIdLength),
  });
  return { productIds: [...new Set(ids)].map(productId), filters: reader.filters(filters ?? [], [...path, 'filters']) };
}

function readSchedule(schedule: ScheduleInput | null, path: Path, reader: InputReader): RuleSchedule | null {
  if (schedule === null) return null;
  const read = { startsAtMs: instantOf(schedule.startsAt), endsAtMs: instantOf(schedule.endsAt) };
  if (read.startsAtMs !== null && read.endsAtMs !== null && read.endsAtMs <= read.startsAtMs) {
    reader.refuse([...path, 'endsAt'], 'SCHEDULE_EMPTY', 'Expected `endsAt` after `startsAt`, got none of the time between.');
  }
  return read.startsAtMs === null && read.endsAtMs === null ? null : read;
}

/** The scalar has checked the text. */
function instantOf(text: string | null | undefined): number | null {
  return text == null ? null : Date.parse(text);
}
