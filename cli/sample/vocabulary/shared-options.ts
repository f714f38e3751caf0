import type { ProductOption } from './vocabulary-types.ts';

const colour = (...values: readonly string[]): ProductOption => ({ key: 'colour', name: 'Colour|颜色', values, variant: true });

export const TECH_COLOUR = colour('black|黑色', 'white|白色', 'graphite|石墨灰', 'navy blue|深蓝色', 'sage green|鼠尾草绿', 'silver|银色');
export const CASE_COLOUR = colour('black|黑色', 'clear|透明', 'midnight blue|午夜蓝', 'coral pink|珊瑚粉', 'forest green|森林绿', 'lilac|丁香紫');
export const ACCESSORY_COLOUR = colour('black|黑色', 'midnight blue|午夜蓝', 'tan|棕褐色', 'forest green|森林绿', 'lilac|丁香紫', 'grey|灰色');
export const WEAR_COLOUR = colour('black|黑色', 'white|白色', 'navy|藏青色', 'olive|橄榄绿', 'burgundy|酒红色', 'heather grey|麻灰色', 'sand|沙色');
export const SHOE_COLOUR = colour('black|黑色', 'white|白色', 'grey|灰色', 'brown|棕色', 'red|红色', 'blue|蓝色');
export const HOME_COLOUR = colour('white|白色', 'cream|奶油色', 'charcoal|炭灰色', 'sage|灰绿色', 'terracotta|陶土色', 'dusty blue|雾蓝色');
export const KITCHEN_COLOUR = colour('stainless steel|不锈钢色', 'matt black|哑光黑', 'cream|奶油白', 'red|红色', 'mint|薄荷绿');
export const GEAR_COLOUR = colour('black|黑色', 'orange|橙色', 'forest green|森林绿', 'blue|蓝色', 'yellow|黄色');

export const CLOTHING_SIZE: ProductOption = { key: 'size', name: 'Size|尺码', values: ['S', 'M', 'L', 'XL'], variant: true };
export const SHOE_SIZE: ProductOption = { key: 'size', name: 'Shoe size|鞋码', values: ['38', '39', '40', '41', '42', '43', '44'], variant: true };

/** Devices that cases and protectors are made for; named as compatible, never sold here. */
export const PHONE_MODEL: ProductOption = {
  key: 'fits',
  name: 'Compatible with|适用机型',
  values: [
    'iPhone 15|苹果 iPhone 15',
    'iPhone 15 Pro|苹果 iPhone 15 Pro',
    'iPhone 14|苹果 iPhone 14',
    'iPhone 13|苹果 iPhone 13',
    'Galaxy S24|三星 Galaxy S24',
    'Galaxy A54|三星 Galaxy A54',
    'Pixel 8|谷歌 Pixel 8',
    'Redmi Note 13|红米 Note 13',
  ],
};
