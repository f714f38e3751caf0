import type { Brand } from './vocabulary-types.ts';

export const TOYS_BOOKS_BRANDS: readonly Brand[] = [
  { name: 'Wobbleton|沃布顿', level: 2, style: 'playful', families: ['toys'], series: ['World', 'Junior', 'Quest'], voice: 'Wobbleton replaces lost pieces for the price of a stamp.|沃布顿丢件可补，只收邮费。' },
  { name: 'Lindwood Toys|林木', level: 3, style: 'natural', families: ['toys'], series: ['Grove', 'Acorn'], voice: 'Lindwood sells nothing that children have not tried out first.|林木的玩具，都请孩子先试玩。' },
  { name: 'Zapadoo', level: 1, style: 'playful', families: ['toys'], series: ['Turbo', 'Zoom'], voice: 'Zapadoo is loud, bright and meant to be.' },
  { name: 'Halftide Press', level: 2, style: 'classic', families: ['publishing'], series: ['Editions'], voice: 'Halftide Press brings out twelve books a year and stands by all of them.' },
  { name: 'Inkwell & Daughters', level: 3, style: 'elegant', families: ['publishing'], series: ['Library'], voice: 'Inkwell & Daughters sews its bindings.' },
  { name: 'Small Owl Books', level: 1, style: 'playful', families: ['publishing'], series: ['Night'], voice: 'Small Owl gives a share of each sale to libraries.' },
  { name: '童趣谷', level: 2, style: 'playful', families: ['toys'], series: ['奇想', '小工匠'], voice: '童趣谷通过儿童安全认证，缺件补发。', chineseOnly: true },
  { name: '木头人', level: 3, style: 'natural', families: ['toys'], series: ['林间', '拾趣'], voice: '木头人选材讲究，通过安全检测。', chineseOnly: true },
  { name: '半亩书社', level: 2, style: 'classic', families: ['publishing'], series: ['文丛'], voice: '半亩书社精装慢做，每年只出二十种书。', chineseOnly: true },
  { name: '小灯塔', level: 2, style: 'playful', families: ['publishing'], series: ['启蒙'], voice: '小灯塔童书，编辑都是爸爸妈妈。', chineseOnly: true },
];

export const GROCERY_BRANDS: readonly Brand[] = [
  { name: 'Morrow & Bean|莫罗', level: 3, style: 'natural', families: ['tea-coffee'], series: ['House'], voice: 'Morrow & Bean pays growers a fixed price and prints it on the bag.|莫罗直采农户，价格公开透明。' },
  { name: 'Leafwright', level: 2, style: 'classic', families: ['tea-coffee'], series: ['House'], voice: 'Leafwright has been in the same street for forty years.' },
  { name: 'Daybreak Roasters', level: 1, style: 'playful', families: ['tea-coffee'], series: ['House'], voice: 'Daybreak is for people who need two cups.' },
  { name: 'Pantry Lane|潘特里', level: 2, style: 'classic', families: ['pantry'], series: ['House'], voice: 'Pantry Lane lists every supplier on its page.|潘特里公开每一家供应商。' },
  { name: 'Goldenacre', level: 3, style: 'natural', families: ['pantry'], series: ['House'], voice: 'Goldenacre buys whole harvests from small farms.' },
  { name: 'Thrift & Larder', level: 1, style: 'minimal', families: ['pantry'], series: ['House'], voice: 'Thrift & Larder puts good food into plain bags.' },
  { name: 'Casa Bruñel', level: 4, style: 'elegant', families: ['pantry'], series: ['House'], voice: 'Casa Bruñel numbers every bottle and box.' },
  { name: '山间叶', level: 3, style: 'natural', families: ['tea-coffee'], series: ['山'], voice: '山间叶产地直采，山里人家的好滋味。', chineseOnly: true },
  { name: '豆里', level: 2, style: 'minimal', families: ['tea-coffee'], series: ['豆'], voice: '豆里新鲜现发，附冲泡指南。', chineseOnly: true },
  { name: '外婆粮仓', level: 2, style: 'classic', families: ['pantry'], series: ['仓'], voice: '外婆粮仓，还是小时候的味道。', chineseOnly: true },
  { name: '食有趣', level: 1, style: 'playful', families: ['pantry'], series: ['趣'], voice: '食有趣，量大实惠。', chineseOnly: true },
];

export const GARDEN_BRANDS: readonly Brand[] = [
  { name: 'Thistledown|蓟羽', level: 2, style: 'natural', families: ['garden'], series: ['Cottage', 'Border', 'Bloom'], voice: 'Thistledown tries out everything in its own garden first.|蓟羽所有工具都在自家花园试用过。' },
  { name: 'Spadewell', level: 3, style: 'rugged', families: ['garden'], series: ['Forged', 'Estate'], voice: 'Spadewell guarantees its tools for twenty-five years.' },
  { name: 'Greenbob', level: 1, style: 'playful', families: ['garden'], series: ['Sprout', 'Twig'], voice: 'Greenbob is for balconies and beginners.' },
  { name: '青禾园', level: 2, style: 'natural', families: ['garden'], series: ['四季', '阳台'], voice: '青禾园，种植问题有问必答。', chineseOnly: true },
];

export const PET_BRANDS: readonly Brand[] = [
  { name: 'Rufflebark|拉夫巴', level: 2, style: 'playful', families: ['pets'], series: ['Romp', 'Snug'], voice: 'Rufflebark was started by two vets and nine dogs.|拉夫巴由两位兽医创立。' },
  { name: 'Whisker & Vale', level: 3, style: 'elegant', families: ['pets'], series: ['Manor', 'Cushion'], voice: 'Whisker & Vale tests nothing on animals except dinner.' },
  { name: 'Plainpaw', level: 1, style: 'minimal', families: ['pets'], series: ['Basic', 'Daily'], voice: 'Plainpaw keeps its recipes short and its bags large.' },
  { name: '毛球星', level: 2, style: 'playful', families: ['pets'], series: ['抱抱', '团团'], voice: '毛球星，养宠人自己做的品牌。', chineseOnly: true },
  { name: '喵里个汪', level: 1, style: 'playful', families: ['pets'], series: ['乐', '萌'], voice: '喵里个汪，囤货首选，量足价低。', chineseOnly: true },
];

export const OFFICE_BRANDS: readonly Brand[] = [
  { name: 'Quillfeather|羽笔', level: 3, style: 'elegant', families: ['stationery'], series: ['Scribe', 'Folio', 'Margin'], voice: 'Quillfeather still binds by thread.|羽笔坚持手工线装。' },
  { name: 'Paperstack', level: 1, style: 'minimal', families: ['stationery'], series: ['Pad', 'Stack'], voice: 'Paperstack sells by the box and ships the same day.' },
  { name: 'Uprighter|优直', level: 3, style: 'minimal', families: ['office-furniture'], series: ['Lean', 'Poise', 'Axis'], voice: 'Uprighter takes its furniture back after thirty days, used or not.|优直支持三十天试用。' },
  { name: 'Deskwork', level: 2, style: 'classic', families: ['office-furniture', 'stationery'], series: ['Clerk', 'Manager'], voice: 'Deskwork furnishes schools, and its things are built for it.' },
  { name: '纸上', level: 2, style: 'minimal', families: ['stationery'], series: ['素', '随记'], voice: '纸上文具，书写手感反复打磨。', chineseOnly: true },
  { name: '坐享', level: 2, style: 'classic', families: ['office-furniture'], series: ['云', '岩'], voice: '坐享人体工学，五年质保。', chineseOnly: true },
];
