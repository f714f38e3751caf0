/** Products for house, kitchen, garden, office and workshop; see `readGlossary` for how a line reads. */
export const HOME = `
coffee machine, coffee maker, espresso machine, filter coffee machine | 1.2 l, 15 bar, milk frother, timer, automatic, capsule, pod, drip, stainless steel | descaler, filter, carafe, capsules
coffee capsules, coffee pods, Nespresso capsules | 10 pack, espresso, decaf, compatible | coffee machine
coffee grinder, burr grinder | electric, stainless steel, 200 g | brush
milk frother | electric, 250 ml, hot and cold | whisk
kettle, electric kettle, water kettle, tea kettle | 1.7 l, 2200 W, stainless steel, cordless, glass | limescale filter
toaster, sandwich maker, toast oven | 2 slices, 900 W, defrost, long slot | bun warmer
microwave, microwave oven | 20 l, 800 W, grill, solo, countertop | cover, plate
oven, cooker, built-in oven, stove, range | 60 cm, convection, electric, gas, A energy class | tray
hob, induction hob, ceramic hob, cooktop | 4 zones, 60 cm, built-in | pan set
cooker hood, extractor hood | 60 cm, chimney, stainless steel | carbon filter
refrigerator, fridge, fridge freezer, freezer | 300 l, A++, no frost, freestanding, white, built-in | shelf, water filter
dishwasher | 14 place settings, 60 cm, integrated, quiet | tablets, basket
washing machine, washer, front loader | 8 kg, 1400 rpm, A+++, white | hose, detergent
tumble dryer, clothes dryer | 7 kg, heat pump, condenser | filter
vacuum cleaner, hoover, cordless vacuum, stick vacuum, handheld vacuum | bagless, 700 W, HEPA, cyclone, 0.8 l, pet hair | bags, filter, nozzle, hose
robot vacuum, robotic vacuum cleaner | mapping, Wi-Fi, mop, self emptying | brush, filter
vacuum cleaner bag, dust bag | 5 pack, paper, microfibre | vacuum cleaner
iron, steam iron, steam generator iron | 2400 W, ceramic soleplate, 40 g/min | ironing board
ironing board | 120 cm, adjustable | cover
blender, smoothie maker, stand mixer, hand blender, hand mixer, food processor | 600 W, 1.5 l, glass jug, 5 speeds, stainless steel | jug, blade, bowl
juicer, juice extractor, citrus press | 800 W, slow, pulp container | filter
air fryer, deep fryer | 4 l, 1500 W, oil free, digital | basket, liner
rice cooker, slow cooker, pressure cooker, multicooker, steamer | 1.8 l, keep warm, non stick | steam basket
waffle maker, contact grill, raclette, fondue set | 1000 W, non-stick, 8 persons | plates
kitchen scale, digital kitchen scales | 5 kg, glass, tare | battery
frying pan, skillet, wok, saucepan, stockpot, cookware set, casserole | 28 cm, non-stick, cast iron, induction, lid, stainless steel | lid, spatula
knife, chef's knife, kitchen knife, knife set, knife block, bread knife | 20 cm, stainless steel, Damascus, ceramic | sharpener, sheath
cutting board, chopping board | bamboo, plastic, set of 3 | knife
cutlery set, flatware, spoon, fork, teaspoon | 24 pieces, stainless steel | drawer tray
plate, dinner plate, bowl, dish, crockery set, dinner service | porcelain, stoneware, 27 cm, set of 6, white | rack
mug, cup, coffee cup, tea cup, teacup and saucer | porcelain, 350 ml, ceramic, set of 4, gift | tray
glass, wine glass, drinking glass, tumbler, champagne flute, beer glass | crystal, 400 ml, set of 6 | coaster
water bottle, drinking bottle, thermos, vacuum flask, travel mug | 750 ml, stainless steel, insulated, BPA free | lid, straw
lunch box, bento box, food container, storage box, jar, tin | plastic, airtight, set, glass, retro | lid
teapot, tea strainer, cafetiere, French press | ceramic, 1 l, glass, infuser | cosy
baking tin, cake tin, cake case, muffin tray, baking mould, rolling pin, cookie cutter | silicone, 26 cm, paper, non-stick | paper
apron, oven glove, tea towel, pot holder | cotton, linen, striped, vintage | kitchen
corkscrew, bottle opener, can opener, peeler, grater, whisk, ladle, tongs | stainless steel, wood | set
water filter jug, water filter cartridge | 2.4 l, 3 pack | jug
fan, pedestal fan, tower fan, ceiling fan, ventilator | 40 cm, oscillating, 3 speeds, remote, quiet | blade
heater, fan heater, electric radiator, oil radiator, convector | 2000 W, thermostat, ceramic, bathroom | timer
air conditioner, portable air conditioner, air cooler | 9000 BTU, R32, window kit, remote | hose
air purifier, humidifier, dehumidifier | HEPA, 40 m2, 5 l, ultrasonic, quiet | filter
sewing machine | 60 stitches, computerised, overlock | needles, thread, bobbin
bed, double bed, bed frame, bunk bed, sofa bed | 160 x 200 cm, oak, upholstered, slats, metal | mattress, headboard
mattress, mattress topper | memory foam, 90 x 200 cm, pocket spring | cover
pillow, cushion, duvet, quilt, comforter, blanket, throw | down, 50 x 70 cm, microfibre, fleece, cotton | cover
bed linen, duvet cover, bed sheet, fitted sheet, pillowcase | cotton, 135 x 200 cm, satin, flannel | set
towel, bath towel, hand towel, bath mat, bathrobe | cotton, 70 x 140 cm, terry, grey | hook
curtain, blind, roller blind, curtain rod | blackout, 140 x 245 cm, linen | hooks
rug, carpet, doormat, runner | 160 x 230 cm, shaggy, wool, washable | underlay
sofa, couch, armchair, recliner, ottoman, stool, bench | 3 seater, fabric, leather, corner, grey | cover
chair, dining chair, office chair, desk chair, swivel chair | mesh, ergonomic, set of 4, oak, armrests | cushion, castors
table, dining table, coffee table, side table, bedside table, nightstand | oak, round, 140 cm, glass | cover
desk, computer desk, writing desk, standing desk, sit-stand workstation, computer table | 120 cm, height adjustable, drawer, corner, white | lamp, cable tray, monitor arm
bookcase, shelf, bookshelf, shelving unit, wardrobe, chest of drawers, sideboard, cabinet, cupboard | white, 5 shelves, oak, 180 cm | brackets, drawer knob
mirror, picture frame, photo frame, wall art, poster, canvas | 40 x 60 cm, wood, gold, vintage | hook
digital photo frame, digital picture frame | 8 inch, 20.3 cm, SD card, remote | adapter
clock, wall clock, alarm clock | 30 cm, silent, wood, vintage, battery | batteries
candle, scented candle, tea light, t-light holder, candlestick, candle holder, lantern | vanilla, soy wax, glass, set of 4, hanging heart | holder
vase, flower pot, plant pot, planter, ornament, figurine, decoration | ceramic, 20 cm, white, glass | plant
christmas decoration, christmas tree, bauble, garland, fairy lights, string lights, wreath, bunting | LED, 10 m, red, wooden, set of 12, paper | hook
gift bag, wrapping paper, gift box, ribbon, greeting card, birthday card, party bag | red spotty, vintage, pack of 6 | gift
storage basket, laundry basket, waste bin, trash can, rubbish bin | 30 l, pedal, wicker, stainless steel | liner, bags
coat rack, hanger, hook, key holder, umbrella stand, doorstop | wood, metal, wall mounted, retro | screws
shower curtain, shower head, soap dispenser, toilet brush, toothbrush holder | chrome, 180 cm, ceramic | rings
cleaning cloth, sponge, mop, bucket, broom, detergent, dishwashing liquid, all-purpose cleaner | microfibre, 1 l, lemon, 5 pack | refill
drill, cordless drill, electric drill, impact drill, hammer drill, screwdriver | 18 V, 2 batteries, 13 mm chuck, 500 W, brushless | bit set, battery, charger, case
saw, circular saw, jigsaw, handsaw, chainsaw | 1200 W, 190 mm, laser guide | blade
sander, angle grinder, planer, router tool, rotary tool | 125 mm, 850 W, variable speed | discs, paper
hammer, wrench, spanner, pliers, screwdriver set, tool box, tool set, tape measure, spirit level | 108 pieces, chrome vanadium, 5 m, magnetic | case
ladder, step ladder | aluminium, 5 steps, telescopic | tray
paint, varnish, paint brush, roller, spray paint, wallpaper | 2.5 l, white, matt, interior | tray
lawn mower, hedge trimmer, grass trimmer, leaf blower, pressure washer, robot mower | 1600 W, 36 V, battery, 40 cm, petrol | blade, line, battery, hose
garden hose, sprinkler, watering can, hose reel | 20 m, brass, 10 l | nozzle
spade, shovel, rake, pruner, secateurs, garden gloves, wheelbarrow | stainless steel, ash handle | set
garden furniture, garden chair, sun lounger, parasol, hammock, patio set | rattan, aluminium, foldable, 3 m | cushion, cover
barbecue, grill, BBQ, gas grill, charcoal grill | 3 burners, portable, stainless steel | cover, tongs, charcoal
seeds, flower seeds, bulbs, fertiliser, soil, compost, bird feeder, bird house | organic, 10 l, wooden | garden
dog food, cat food, dog lead, dog bed, cat litter, scratching post, aquarium, collar, pet toy | adult, chicken, 2 kg, large, nylon | bowl
label, labels, address labels, sticky notes, self-adhesive label, printer label | A4, white, 63.5 x 38.1 mm, 100 sheets, removable, film, round | label printer
paper, printing paper, copy paper, photo paper, envelope | A4, 80 g/m2, 500 sheets, glossy, 10x15 cm | printer
pen, ballpoint pen, fountain pen, pencil, marker, highlighter, felt tip, crayon, eraser, ruler | blue, 0.7 mm, set of 12, refillable | case, refill
notebook, exercise book, notepad, diary, planner, journal, calendar | A5, lined, hardcover, spiral, dotted, paper | pen
binder, ring binder, folder, file, document wallet, index tabs, filing box, organiser | A4, lever arch, plastic, 5 pack | label
stapler, hole punch, paper shredder, laminator, scissors, glue, adhesive tape, tape dispenser, paper clip | 30 sheets, cross cut, A4, 20 m | staples, pouches
whiteboard, flip chart, notice board, presenter, laser pointer | magnetic, 90 x 60 cm, wireless, USB | markers, eraser
`;
