/** What is worn, read, eaten, played and cared with; see `readGlossary` for how a line reads. */
export const FASHION_AND_LEISURE = `
t-shirt, tee, shirt, polo shirt, top, blouse, tank top | cotton, men's, women's, slim fit, black, V-neck, striped, size L | print
sweater, pullover, jumper, hoodie, sweatshirt, cardigan | wool, fleece, zip, grey, knitted, cashmere | hood
jacket, coat, parka, anorak, blazer, down jacket, raincoat, winter coat | waterproof, men's, hooded, quilted, leather | liner
trousers, pants, jeans, chinos, leggings, shorts, joggers | slim, stretch, denim, women's, high waist, black | belt
dress, skirt, jumpsuit, gown | floral, midi, summer, long sleeve, wrap | belt
suit, tie, bow tie, waistcoat, dress shirt | wool, slim, navy | tie clip
underwear, boxer shorts, briefs, bra, panties, socks, tights, stockings | cotton, 5 pack, seamless, black | wash bag
pyjamas, nightdress, dressing gown, slippers | cotton, warm, flannel | mask
swimsuit, bikini, swim trunks, swimming goggles | quick dry, blue | towel
shoes, sneakers, trainers, running shoes, tennis shoes, Vans | men's, white, canvas, size 42, mesh, cushioned | laces, insoles
boots, ankle boots, hiking boots, wellingtons, winter boots | leather, waterproof, women's | polish
sandals, flip flops, loafers, heels, pumps, ballet flats | leather, summer, beige | insoles
hat, cap, baseball cap, beanie, scarf, gloves, mittens, earmuffs | wool, knitted, winter, one size | set
belt, wallet, purse, card holder, key ring, keychain | leather, RFID, brown, men's | box
handbag, shoulder bag, tote bag, shopper bag, clutch, crossbody bag, lunch bag | leather, canvas, black, women's, retrospot, jumbo | strap
backpack, rucksack, daypack, school bag, satchel | 25 l, nylon, laptop compartment, waterproof, kids, black | rain cover
suitcase, trolley, luggage, travel bag, duffel bag, holdall, cabin bag | 55 cm, 4 wheels, hard shell, 70 l | tag, lock
umbrella, parasol | folding, automatic, windproof | case
watch, wrist watch, chronograph | leather strap, quartz, men's, water resistant | strap, battery
necklace, bracelet, ring, earrings, pendant, brooch, jewellery box | silver, gold plated, pearl, crystal, heart | box
sunglasses, glasses, reading glasses | polarised, UV400, aviator | case, cloth
shampoo, conditioner, hair mask, hair gel, hair spray, hair colour | 250 ml, dry hair, argan oil, anti dandruff, colour protect | comb
shower gel, soap, body wash, bath bomb, bath salts | 500 ml, lavender, sensitive | dispenser
face cream, moisturiser, day cream, night cream, serum, eye cream, face mask, cleanser, toner, micellar water | SPF 30, hyaluronic acid, vitamin C, 50 ml, anti-ageing | pads
body lotion, hand cream, sunscreen, sun cream, after sun, lip balm | 200 ml, shea butter, SPF 50, fragrance free | tube
perfume, eau de toilette, eau de parfum, aftershave, deodorant | 50 ml, spray, women, men | gift set
lipstick, lip gloss, mascara, eyeliner, eyeshadow palette, foundation, concealer, blush, powder, nail polish, primer | matte, waterproof, nude, long lasting, brown | remover, brush
makeup brush, cosmetic bag, mirror, makeup remover, false lashes, tweezers, nail file | set, travel, LED | case
toothbrush, electric toothbrush, toothpaste, mouthwash, dental floss | sonic, soft, rechargeable, 75 ml, whitening | brush heads, charger, travel case
toothbrush heads, replacement brush heads | 4 pack, soft | electric toothbrush
shaver, electric shaver, razor, beard trimmer, hair clipper, epilator | wet and dry, rechargeable, foil, rotary | blades, shaving foam, charger
hair dryer, straightener, curling iron, hot air brush | 2000 W, ionic, ceramic, 230 C | diffuser
bathroom scale, blood pressure monitor, thermometer, massager, hot water bottle, heating pad | digital, upper arm, infrared | battery
vitamins, food supplement, protein powder, plaster, first aid kit, face masks | 60 capsules, whey, 1 kg, chocolate | shaker
baby stroller, pushchair, car seat, baby carrier, high chair, cot, crib, playpen | foldable, group 1, 0-13 kg | cover
nappies, diapers, baby wipes, baby bottle, pacifier, breast pump, bib | size 4, 260 ml, silicone | steriliser
toy, doll, teddy bear, soft toy, plush, puppet, doll's house, dolly girl | 30 cm, girls, wooden, retro | clothes
building blocks, construction set, Lego, wooden blocks | 500 pieces, ages 4+ | box
puzzle, jigsaw, board game, card game, playing cards, dominoes, chess set | 1000 pieces, 2-4 players, family | dice
toy car, remote control car, RC car, train set, model kit, slot cars | 1:18, rechargeable, off road | battery, track
playhouse, tent, trampoline, swing, slide, sandbox, scooter, tricycle | wooden, 305 cm, kids | cover
children's book, colouring book, picture book, sticker book | ages 3-6, hardcover | crayons
book, novel, cookbook, guide, textbook, comic | paperback, bestseller, English | bookmark
CD, DVD film, vinyl record, Blu-ray film, box set | album, season 1, remastered | case
guitar, acoustic guitar, electric guitar, ukulele, bass | 6 string, spruce, beginner set | strings, strap, amplifier, pick
piano, keyboard piano, digital piano, synthesizer, MIDI controller, drum kit | 88 keys, 61 keys, weighted | stand, stool, pedal
bicycle, bike, mountain bike, e-bike, city bike, kids bike | 28 inch, 21 gears, aluminium, disc brakes | helmet, lock, light, pump, saddle, basket
bike helmet, bike lock, bike light, bicycle pump, bike computer, cycling shorts | LED, 58 cm, folding, USB | bicycle
dumbbell, kettlebell, yoga mat, exercise bike, treadmill, resistance band, rowing machine | 10 kg, neoprene, foldable, 6 mm | bag
football, soccer ball, basketball, volleyball, tennis racket, badminton set, table tennis bat, golf clubs | size 5, leather, carbon | net, pump, bag
ski, snowboard, ice skates, inline skates, skateboard, surfboard | 160 cm, all mountain | bindings, boots
tent, camping tent, sleeping bag, camping chair, camping stove, cool box, air mattress, headlamp | 2 person, 3 season, 24 l, waterproof | pegs, pump, gas
fishing rod, reel, binoculars, telescope, compass, pocket knife | 10x42, carbon, 3 m | case
coffee, coffee beans, ground coffee, instant coffee, espresso | arabica, 1 kg, dark roast, organic | filter
tea, green tea, black tea, herbal tea, tea bags | Earl Grey, organic, 20 bags, loose leaf | infuser
chocolate, sweets, biscuits, cookies, crisps, nuts, dried fruit, cereal, muesli | dark, 100 g, vegan, salted, organic | gift box
pasta, rice, flour, sugar, olive oil, vinegar, sauce, spice, honey, jam, soup | 500 g, extra virgin, wholegrain, gluten free | jar
wine, red wine, white wine, beer, gin, whisky, juice, mineral water, lemonade | 0.75 l, dry, 6 pack | opener
car tyre, motor oil, car battery, wiper blade, jump leads, car cover, seat cover, roof box | 205/55 R16, 5W-30, 12 V, 60 Ah | pump
`;
