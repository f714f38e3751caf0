import { fillTemplate } from './fill-template.ts';
import { localize } from './localize.ts';
import type { Choice, ModelPlan } from './plan-model.ts';
import type { Random } from './random.ts';
import { PURPOSE_SENTENCES } from './vocabulary/purpose-sentences.ts';
import type { Bilingual } from './vocabulary/vocabulary-types.ts';

export interface ModelTexts {
  title(variant: Choice): string;
  description(variant: Choice): string;
  brand: string;
}

/** Title and description of a model; the variants share all but the slots. */
export function writeTexts(model: ModelPlan, random: Random): ModelTexts {
  const { type, brand, language, features, name, purpose } = model;
  const shown = brandName(brand.name, model);
  const sentences = [
    random.pick(type.openings),
    ...features.map(([, sentence]) => sentence),
    ...(random.chance(0.6) ? [random.pick(PURPOSE_SENTENCES[purpose])] : []),
    ...(random.chance(0.45) ? [brand.voice] : []),
  ];
  const fill = (template: Bilingual, variant: Choice): string => fillTemplate(localize(template, language), slots(variant, model));
  return {
    brand: shown,
    title: (variant) => [titleBrand(brand.name, model), name, fill(type.title, variant)].filter((part) => part !== '').join(' '),
    description: (variant) => sentences.map((sentence) => fill(sentence, variant)).join(language === 'en' ? ' ' : ''),
  };
}

function slots(variant: Choice, { features, language }: ModelPlan): ReadonlyMap<string, string> {
  const values = new Map([...variant].map(([key, value]) => [key, localize(value, language)]));
  values.set('feature', localize(features[0]![0], language));
  values.set('second', localize(features[1]![0], language));
  return values;
}

/** A brand with a Latin name keeps it as its value; a Chinese title shows both names. */
function brandName(name: Bilingual, { brand, language }: ModelPlan): string {
  return brand.chineseOnly === true ? localize(name, language) : localize(name, 'en');
}

function titleBrand(name: Bilingual, { language, brand }: ModelPlan): string {
  if (language === 'en' || brand.chineseOnly === true) return localize(name, language);
  return `${localize(name, 'en')} ${localize(name, 'zh')}`;
}
