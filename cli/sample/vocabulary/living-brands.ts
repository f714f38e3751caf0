import type { Brand } from './vocabulary-types.ts';

export const HOME_BRANDS: readonly Brand[] = [
  { name: 'Hearthwell|赫斯威', level: 2, style: 'classic', families: ['appliances', 'cookware', 'tableware'], series: ['Daily', 'Family', 'Sunday'], voice: 'Hearthwell stands by what it sells for ten years.|赫斯威十年质保。' },
  { name: 'Brenna & Olt|布伦纳', level: 4, style: 'elegant', families: ['appliances'], series: ['Duett', 'Solo', 'Forte'], voice: 'Brenna & Olt designs kitchen machines to be left out, not put away.|布伦纳的小家电，摆着也好看。' },
  { name: 'Zippel', level: 1, style: 'playful', families: ['appliances', 'cleaning'], series: ['Quick', 'Mini'], voice: 'Zippel makes small machines for small kitchens.' },
  { name: 'Ironmoor|铁沼', level: 3, style: 'rugged', families: ['cookware'], series: ['Foundry', 'Field', 'Camp'], voice: 'Ironmoor answers for everything it makes, in writing.|铁沼每件产品都附书面质保。' },
  { name: 'Sundal|桑达', level: 2, style: 'minimal', families: ['cookware', 'tableware', 'living'], series: ['Rund', 'Enkel', 'Lys'], voice: 'Sundal draws each thing with as few lines as it can.|桑达设计克制，线条简单。' },
  { name: 'Lindenhaus|林登', level: 3, style: 'natural', families: ['textiles', 'living'], series: ['Meadow', 'Loft', 'Drift'], voice: 'Lindenhaus works with natural materials where it can.|林登尽量选用天然材料。' },
  { name: 'Percale & Co', level: 4, style: 'elegant', families: ['textiles'], series: ['Opera', 'Grand'], voice: 'Percale & Co supplies a few good hotels and, of late, bedrooms.' },
  { name: 'Tuckerby', level: 1, style: 'classic', families: ['textiles', 'living'], series: ['Home', 'Basic'], voice: 'Tuckerby sells plain things by the stack.' },
  { name: 'Aerwen|艾尔文', level: 3, style: 'minimal', families: ['cleaning'], series: ['Breeze', 'Gale', 'Calm'], voice: 'Aerwen states the noise of each machine on the box.|艾尔文在包装上标明真实噪音值。' },
  { name: 'Dustrel', level: 2, style: 'rugged', families: ['cleaning'], series: ['Jet', 'Storm'], voice: 'Dustrel builds for houses with dogs.' },
  { name: '禾家', level: 2, style: 'natural', families: ['textiles', 'living'], series: ['棉语', '暖阳'], voice: '禾家用料安心，有宝宝的家庭也能用。', chineseOnly: true },
  { name: '灶台记', level: 2, style: 'classic', families: ['appliances', 'cookware'], series: ['家味', '小灶'], voice: '灶台记专注厨房好物，一年只换不修。', chineseOnly: true },
  { name: '净界', level: 3, style: 'minimal', families: ['cleaning'], series: ['清风', '无尘'], voice: '净界终身提供滤芯配件。', chineseOnly: true },
  { name: '瓷上', level: 3, style: 'elegant', families: ['tableware'], series: ['青釉', '素胎'], voice: '瓷上与老窑口合作，件件手工。', chineseOnly: true },
];

export const CLOTHING_BRANDS: readonly Brand[] = [
  { name: 'Fennmark|芬马克', level: 2, style: 'minimal', families: ['apparel'], series: ['Plain', 'Common', 'Everyday'], voice: 'Fennmark changes its cuts slowly and its colours hardly at all.|芬马克坚持基础款，多年不变版型。' },
  { name: 'Ostrava Mills', level: 3, style: 'classic', families: ['apparel', 'bags'], series: ['Heritage', 'County', 'Weaver'], voice: 'Ostrava Mills spins, weaves and sews under one roof.' },
  { name: 'Bluebottle', level: 1, style: 'playful', families: ['apparel', 'shoes'], series: ['Splash', 'Hop'], voice: 'Bluebottle sews a loop into everything, to hang it by.' },
  { name: 'Maison Verre|维尔', level: 4, style: 'elegant', families: ['apparel', 'bags'], series: ['Soir', 'Rive', 'Atelier'], voice: 'Maison Verre cuts its patterns by hand in a small workshop.|维尔小工坊手工打版。' },
  { name: 'Tarnfell|塔恩费', level: 3, style: 'rugged', families: ['apparel', 'shoes', 'bags'], series: ['Ridge', 'Scree', 'Beck'], voice: 'Tarnfell mends what it sells for free.|塔恩费终身免费修补。' },
  { name: 'Swiftlet|雨燕', level: 2, style: 'playful', families: ['shoes'], series: ['Glide', 'Tempo', 'Mile'], voice: 'Swiftlet lets people wear out each model before it is sold.|雨燕每款鞋都经长期试穿。' },
  { name: 'Cordovan Row', level: 4, style: 'classic', families: ['shoes', 'bags'], series: ['Welt', 'Last'], voice: 'Cordovan Row resoles what it sells.' },
  { name: 'Papaver|帕帕维', level: 2, style: 'natural', families: ['apparel', 'bags'], series: ['Field', 'Poppy', 'Stem'], voice: 'Papaver buys its cotton from six farms it knows by name.|帕帕维只用六家农场的有机棉。' },
  { name: '拾衣', level: 2, style: 'minimal', families: ['apparel'], series: ['日常', '素简'], voice: '拾衣版型亲民，小个子也能穿。', chineseOnly: true },
  { name: '雪岭', level: 3, style: 'rugged', families: ['apparel', 'shoes', 'bags'], series: ['破风', '山行'], voice: '雪岭户外十年，破损免费修补。', chineseOnly: true },
  { name: '小步', level: 1, style: 'playful', families: ['shoes', 'apparel'], series: ['轻步', '云朵'], voice: '小步平价好穿，支持七天试穿。', chineseOnly: true },
  { name: '织里', level: 3, style: 'elegant', families: ['apparel', 'bags'], series: ['听风', '月白'], voice: '织里面料考究，做工细致。', chineseOnly: true },
];

export const BEAUTY_BRANDS: readonly Brand[] = [
  { name: 'Dermelle|德梅尔', level: 3, style: 'minimal', families: ['skincare'], series: ['Clear', 'Balance', 'Repair'], voice: 'Dermelle prints the share of each active ingredient on the front.|德梅尔在瓶身标明有效成分浓度。' },
  { name: 'Botanica Wren|雷恩', level: 2, style: 'natural', families: ['skincare', 'makeup'], series: ['Meadow', 'Dew', 'Moss'], voice: 'Botanica Wren fills its bottles again for less.|雷恩提供替换装，环保更划算。' },
  { name: 'Plain Jar', level: 1, style: 'minimal', families: ['skincare'], series: ['No. 1', 'No. 2', 'No. 3'], voice: 'Plain Jar has no perfume, no box and no promises.' },
  { name: 'Soleia|索蕾雅', level: 4, style: 'elegant', families: ['skincare', 'makeup'], series: ['Lumière', 'Nuit', 'Soie'], voice: 'Soleia is made in small batches, and the date is on the bottle.|索蕾雅小批量生产，瓶身标注生产日期。' },
  { name: 'Poppet', level: 1, style: 'playful', families: ['makeup'], series: ['Wink', 'Cheeky'], voice: 'Poppet keeps colours bold and prices small.' },
  { name: 'Sonalto|索纳托', level: 3, style: 'minimal', families: ['care-devices', 'oral-care'], series: ['Care', 'Pure'], voice: 'Sonalto repairs devices within a week.|索纳托一周内完成维修。' },
  { name: 'Brisca', level: 2, style: 'playful', families: ['care-devices', 'oral-care'], series: ['Fresh', 'Smile'], voice: 'Brisca takes back old devices and gives a discount for them.' },
  { name: '草木集', level: 2, style: 'natural', families: ['skincare', 'makeup'], series: ['本草', '晨露'], voice: '草木集坚持植物配方，敏感肌可用。', chineseOnly: true },
  { name: '肌语', level: 3, style: 'minimal', families: ['skincare'], series: ['净', '润'], voice: '肌语成分精简，功效看得见。', chineseOnly: true },
  { name: '花间醉', level: 3, style: 'elegant', families: ['makeup'], series: ['绯', '暮色'], voice: '花间醉国风设计，送人很体面。', chineseOnly: true },
  { name: '贝齿', level: 2, style: 'playful', families: ['oral-care'], series: ['轻声', '小白'], voice: '贝齿主机两年质保，刷头全国包邮。', chineseOnly: true },
];

export const SPORTS_BRANDS: readonly Brand[] = [
  { name: 'Kinetra|凯内特', level: 2, style: 'playful', families: ['fitness', 'racket'], series: ['Move', 'Flex', 'Bounce'], voice: 'Kinetra gives a training plan with everything it sells.|凯内特随货附训练计划。' },
  { name: 'Asanova|阿萨诺', level: 3, style: 'natural', families: ['fitness'], series: ['Prana', 'Still', 'Root'], voice: 'Asanova makes its gear with people who use it all day.|阿萨诺与资深用户联合研发。' },
  { name: 'Ironly', level: 1, style: 'rugged', families: ['fitness'], series: ['Set', 'Core'], voice: 'Ironly pays for material and not for posters.' },
  { name: 'Northbivouac|北营', level: 4, style: 'rugged', families: ['camping'], series: ['Alpha', 'Col', 'Storm'], voice: 'Northbivouac mends tents, even those of others.|北营提供终身修补服务。' },
  { name: 'Campfellow|坎普费洛', level: 2, style: 'classic', families: ['camping', 'cycling'], series: ['Trail', 'Meadow', 'Lake'], voice: 'Campfellow is made for families and weekends.|坎普费洛专为家庭周末露营打造。' },
  { name: 'Rueda|鲁艾达', level: 3, style: 'minimal', families: ['cycling'], series: ['Via', 'Urban', 'Gravel'], voice: 'Rueda is run by people who ride to work.|鲁艾达团队人人骑车上班。' },
  { name: 'Pedalwick', level: 1, style: 'playful', families: ['cycling'], series: ['Ring', 'Spin'], voice: 'Pedalwick keeps city cycling cheap.' },
  { name: 'Smashgrove|斯玛', level: 3, style: 'classic', families: ['racket'], series: ['Court', 'Rally'], voice: 'Smashgrove strings to order within a day.|斯玛支持按磅数穿线。' },
  { name: '野径', level: 2, style: 'rugged', families: ['camping', 'cycling'], series: ['山野', '星空'], voice: '野径露营装备，新手友好。', chineseOnly: true },
  { name: '动力圈', level: 1, style: 'playful', families: ['fitness', 'racket'], series: ['燃', '跃'], voice: '动力圈平价健身，赠送视频课程。', chineseOnly: true },
  { name: '羽飞', level: 3, style: 'classic', families: ['racket'], series: ['疾风', '轻羽'], voice: '羽飞专注羽毛球十五年。', chineseOnly: true },
];
