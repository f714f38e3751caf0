import type { Bilingual, Purpose } from './vocabulary-types.ts';

/** Sentences that fit any product bought for the purpose. */
export const PURPOSE_SENTENCES: Readonly<Record<Purpose, readonly Bilingual[]>> = {
  travel: ['A good companion on the road.|出门旅行好帮手。', 'Made to be taken along.|出差旅行带着方便。', 'Frequent travellers come back for it.|常出差的朋友回购率很高。'],
  commute: ['It earns its keep between home and work.|每天上下班都用得上。', 'A friend on full trains.|挤地铁也能从容。', 'Good for every weekday.|工作日天天用得到。'],
  home: ['It soon belongs to the household.|居家必备。', 'Small comforts like this make a home.|居家好物，看着就舒心。', 'Good to have in the house.|家里常备，用着顺手。'],
  work: ['A sensible choice for the working day.|上班族的实用之选。', 'It does its part at the office.|办公室常备。', 'Colleagues will ask where it is from.|同事看了都问链接。'],
  sport: ['It comes along to training.|运动时带上它正合适。', 'Made for active days.|适合爱运动的你。', 'Beginners and club members use it alike.|新手老手都适用。'],
  outdoor: ['Good to have outdoors.|户外使用很方便。', 'People who spend their weekends outside like it.|周末爱往外跑的人都喜欢。', 'At its best in fresh air.|适合亲近自然的你。'],
  gift: ['It makes a good present.|送礼自用两相宜。', 'Wrapped on request.|可备注代写贺卡。', 'A safe choice for birthdays.|生日送礼不出错。'],
  family: ['Soon the whole family shares it.|一家老小都能用。', 'Made with children about the house in mind.|有娃家庭放心选。', 'Families reorder it.|全家都说好，经常回购。'],
  study: ['A help to anyone who studies.|学生党学习好帮手。', 'A favourite before exams.|备考期间特别实用。', 'Often bought at the start of term.|开学季热卖。'],
  'self-care': ['A small kindness at the end of the day.|忙完一天，犒劳一下自己。', 'Take ten quiet minutes for it.|给自己留十分钟。', 'For slow mornings.|适合慢悠悠的早晨。'],
};
