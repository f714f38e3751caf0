/** Products of electronics shops; see `readGlossary` for how a line reads. */
export const ELECTRONICS = `
laptop, notebook, notebook computer, portable computer, laptop PC | 15.6 inch, 14 inch, 13.3", Intel Core i5, AMD Ryzen, 8 GB RAM, 16GB DDR4-SDRAM, 512 GB SSD, Windows 10 Pro, full HD screen, business, gaming, ultra thin, refurbished, touchscreen | bag, sleeve, backpack, charger, battery, docking station, stand, cooling pad, lock, privacy filter, screen protector, keyboard, memory, hinge, carrying case
chromebook | 11.6 inch, Intel Celeron, 4 GB, 32 GB eMMC, Chrome OS, education | charger, sleeve, case
ultrabook, thin and light laptop | 13 inch, 1 kg, aluminium, Intel Core i7, Thunderbolt | sleeve, USB-C hub
gaming laptop, gaming notebook | GeForce RTX, 144 Hz, RGB keyboard, 17.3 inch | cooling pad, backpack
convertible laptop, 2-in-1, hybrid tablet PC | touchscreen, stylus, detachable keyboard | keyboard cover, pen
desktop PC, desktop computer, personal computer, PC | tower, mini tower, small form factor, Intel Core i7, 16 GB, 1 TB HDD, DVD-RW, Windows 10, home, office | monitor, keyboard, power supply, case, speakers
gaming PC, gaming computer, gaming desktop | GeForce RTX, water cooling, RGB, tempered glass, 32 GB DDR4 | mouse, headset, chair
all-in-one PC, all in one computer | 23.8 inch, full HD, webcam, wireless keyboard | stand
mini PC, nettop, small computer, stick PC | fanless, Intel NUC, VESA mount, HDMI | mounting bracket
workstation, computer workstation | Intel Xeon, Quadro, ECC memory, RAID, tower | rack
thin client | VMware, Citrix, 2 GB flash, fanless | mount
server, rack server, tower server, file server | 1U, 2U, Xeon, redundant power, hot swap, RAID controller | rail kit, rack cabinet, hard drive, memory, CPU
server barebone, barebone system | socket, no CPU, no memory, mini ITX | power supply
NAS, network attached storage, network storage server | 2 bay, 4 bay, diskless, 8 TB, gigabit ethernet | hard drive
monitor, computer monitor, display, LCD monitor, LED monitor, flat panel, computer screen | 24 inch, 27", 68.6 cm, 1920 x 1080 pixels, full HD, 4K ultra HD, IPS, VGA, DisplayPort, curved, 144 Hz, height adjustable, TFT | arm, stand, mount, cable, privacy filter, cleaning kit
touch screen monitor, touchscreen display | resistive, capacitive, point of sale, 15 inch | stylus
television, TV, LED TV, smart TV, flat screen TV | 55 inch, 139.7 cm, 4K, ultra HD, HDR, OLED, QLED, LCD, plasma, Wi-Fi, tuner, HD ready | wall mount, stand, remote control, bracket, cabinet, soundbar
digital signage display, public display | 24/7 operation, commercial, video wall | media player, ceiling mount
projector, data projector, beamer, video projector | 3000 ANSI lumens, DLP, LCD, XGA, WXGA, short throw, 1080p, home cinema, portable | lamp, screen, ceiling mount, carrying case, remote
projector lamp, replacement lamp, projection lamp | UHP, 200 W, 3000 hours | projector
projection screen, projector screen | motorised, tripod, 16:9, pull down, 100 inch | projector
tablet, tablet PC, tablet computer, slate | 10.1 inch, 25.6 cm, 32 GB, Android, Wi-Fi, LTE, iPad, kids | case, cover, stand, keyboard, stylus, screen protector, charger, mount, holder
e-book reader, e-reader, ebook reader | 6 inch, e-ink, 8 GB, Wi-Fi, backlight, Kindle | cover, case, light
smartphone, mobile phone, cell phone, cellphone, phone, handset | 6.1 inch, 128 GB, dual SIM, Android, iPhone, Galaxy, 5G, 4G, camera 12 MP, unlocked, black | case, charger, screen protector, car holder, battery, headset, cable, stand, armband, power bank
feature phone, senior phone, button phone | large keys, SOS, dual SIM, 2G | charging cradle
phone case, mobile phone case, smartphone cover, phone cover, iPhone case, Galaxy case | silicone, leather, clear, wallet, flip, bumper, shockproof, 15.5 cm | phone
screen protector, tempered glass, protective film, glass protector | 9H, anti-glare, clear, matte, privacy | phone, tablet, laptop
smartwatch, smart watch, watch phone, wearable | GPS, heart rate, AMOLED, waterproof, Apple Watch, sports, Bluetooth | strap, band, charger, charging dock
fitness tracker, activity tracker, fitness band, wristband | step counter, sleep, heart rate monitor, water resistant | strap
GPS watch, running watch, sports watch | triathlon, altimeter, multisport, heart rate | chest strap
headphones, headphone, over-ear headphones, stereo headphones, cans | wireless, Bluetooth, noise cancelling, wired, 3.5 mm, foldable, DJ, studio, closed back | cable, stand, case, ear pads, adapter, amplifier
earphones, earbuds, in-ear headphones, ear buds, ear phones, earpieces | true wireless, Bluetooth, sports, in-ear, microphone, charging case, neckband | tips, case
headset, gaming headset, headphones with microphone | USB, stereo, 7.1 surround, head-band, mono, call center, PC, Bluetooth, black, boom mic | stand, cable, splitter
microphone, mic, condenser microphone | USB, studio, lapel, wireless, cardioid, podcast | stand, boom arm, pop filter
speaker, loudspeaker, speakers | 2.0 channels, bookshelf, stereo, active, 10 W, computer, ceiling, outdoor | cable, stand, wall bracket
bluetooth speaker, portable speaker, wireless speaker | waterproof, 12 hours, mini, party, USB-C | case
soundbar, sound bar, soundbase | subwoofer, Dolby Atmos, HDMI ARC, 2.1 | wall mount
subwoofer, bass speaker | active, 100 W, 10 inch | cable
home theatre system, home cinema system, surround sound system | 5.1, DVD, Blu-ray, 1000 W | speakers
smart speaker, voice assistant speaker | Alexa, Google Assistant, multiroom | stand
AV receiver, stereo receiver, amplifier, audio amplifier | 7.2 channel, phono, 100 W per channel, Bluetooth | cable
turntable, record player, vinyl player | belt drive, USB, pre-amplifier | stylus, cartridge, slipmat
CD player, compact disc player, discman | portable, MP3, radio, boombox, stereo | batteries
radio, portable radio, clock radio, radio alarm clock, DAB radio | FM, AM, digital, alarm, battery | antenna
MP3 player, music player, iPod, portable media player | 8 GB, FM tuner, colour display, clip | dock, case, earphones
voice recorder, dictaphone, digital voice recorder | 4 GB, USB, stereo | microphone
DVD player, DVD recorder | HDMI, region free, DivX, portable | remote
blu-ray player, blu ray disc player | 4K, 3D, Wi-Fi, smart | remote
media player, streaming player, TV box, streaming stick | 4K, Netflix app, HDMI, Android TV | remote
set-top box, satellite receiver, digital receiver | HD, DVB-S2, DVB-T, recorder | dish, LNB
universal remote control, remote control | infrared, learning, TV | batteries
camera, digital camera, compact camera, point and shoot camera | 16 MP, 5x optical zoom, CCD, 2.7 inch LCD, silver | bag, case, battery, charger, memory card, tripod, strap
SLR camera, DSLR camera, digital SLR, SLR camera kit | 24 MP, CMOS, 18-55mm lens, body only, full frame | lens, battery grip, flash, remote, bag, tripod
mirrorless camera, system camera | APS-C, 4K video, interchangeable lens | lens, adapter
camcorder, video camera, handycam | full HD, 30x zoom, memory card, hard disk | battery, tripod, bag
action camera, action cam, sports camera | 4K, waterproof, helmet mount | mount, selfie stick, housing
instant camera, polaroid | instant film, flash | film
webcam, web camera, PC camera | 1080p, USB 2.0, microphone, 30 fps, autofocus | privacy cover, tripod
security camera, IP camera, surveillance camera, CCTV camera, network camera | outdoor, dome, bullet, night vision, PoE, Wi-Fi | recorder, housing, mount
baby monitor, baby phone, babyphone | DECT, video, night light, two-way | adapter
video doorbell, doorbell camera | Wi-Fi, motion, night vision | chime
dash cam, dashboard camera, car camera | GPS, full HD, loop recording | mount
camera lens, telephoto lens, zoom lens, wide angle lens | 50mm f/1.8, 70-300mm, macro, EF, prime | cap, hood, filter
lens filter, UV filter, polarising filter | 52 mm, 77 mm, circular, ND | lens
tripod, camera stand, monopod | aluminium, 150 cm, ball head, carbon, mini | bag, phone holder
camera bag, camera case, photo bag | shoulder, nylon, compact camera, SLR, backpack | camera
camera flash, speedlight, flashgun | TTL, slave, ring | diffuser
camera battery, rechargeable camera battery | Li-ion, NP, LP-E6, 1200 mAh | camera
memory card, SD card, flash memory card, microSD card, micro SD card, SDHC, compact flash, CF card, Memory Stick | 32 GB, 64GB, class 10, UHS-I, adapter, 2 GB | card reader, case
card reader, memory card reader | USB 3.0, SD, internal, all in one | cable
USB flash drive, USB stick, pen drive, memory stick, thumb drive, flash disk | 16 GB, 32GB, USB 3.0, metal, encrypted | lanyard
external hard drive, portable hard drive, external HDD, USB hard drive | 1 TB, 2TB, USB 3.0, 2.5 inch, 3.5 inch, desktop | case, cable, enclosure
internal hard drive, hard disk drive, HDD, hard disk, hard drive | 500 GB, 3.5 inch, 7200 rpm, SATA, Serial ATA III, SAS, 2.5 inch | caddy, enclosure, adapter
SSD, solid state drive, internal solid state drive, solid state disk, flash drive | 240 GB, 512 GB, 1 TB, 2.5", M.2, NVMe, PCI Express, Serial ATA III, MLC, TLC | adapter, mounting bracket, enclosure
external SSD, portable SSD | USB-C, 500 GB, 1000 MB/s | case
drive enclosure, HDD enclosure, hard drive case, storage drive enclosure | 2.5", SATA, USB 3.0, aluminium, fan | hard drive
optical drive, DVD drive, DVD burner, CD drive, DVD writer, optical disc drive | internal, DVD±RW, SATA, IDE, 48x, black | blank discs
external DVD drive, external optical drive, portable DVD writer | USB, slim, 8x | cable
blank disc, CD-R, DVD+R, recordable disc, spindle | 700 MB, 4.7 GB, 50 pack, printable | case
tape drive, backup tape, data cartridge, LTO tape | LTO-5, 1.5 TB, SCSI | cleaning cartridge
memory, RAM, memory module, DDR4 memory, DIMM, SO-DIMM | 8 GB, 16 GB kit, 3200 MHz, ECC, DDR3, DDR2 | laptop, server
processor, CPU, central processing unit | Intel Core i5, Ryzen 5, quad core, 3.6 GHz, LGA 1200, boxed | cooler, thermal paste
graphics card, video card, GPU, graphics board, VGA card | GeForce RTX 2060, 6 GB GDDR6, Radeon, PCI Express x16, HDMI, DisplayPort | riser cable, holder
motherboard, mainboard, system board | ATX, micro ATX, mini ITX, LGA 1151, AM4, DDR4, Z490 | backplate
power supply, PSU, power supply unit, PC power supply | 650 W, 80 Plus Gold, modular, ATX | cable
computer case, PC case, midi tower, computer tower, chassis | tempered glass, mid tower, ATX, RGB, black | fan
computer fan, case fan, cooling fan, PC fan | 120 mm, 92mm, PWM, silent, 3-pin, temperature controlled | computer case, grill
CPU cooler, heatsink, liquid cooler, water cooling, processor cooler | 120 mm, tower, AIO, 240 mm radiator | thermal paste
laptop cooler, notebook cooling pad, notebook cooler | USB powered, two fans, 17 inch | laptop
USB fan, desk fan, mini fan | USB powered, quiet, white | cable
sound card, audio card | PCI Express, 7.1 channels, external USB | cable
network card, network adapter, ethernet card, NIC | gigabit, PCI Express, RJ-45, dual port | bracket
wireless adapter, WLAN adapter, Wi-Fi adapter, USB Wi-Fi dongle | 802.11ac, 300 Mbit/s, nano, dual band | antenna
bluetooth adapter, bluetooth dongle | USB, 4.0, class 1 | computer
router, wireless router, Wi-Fi router, broadband router | dual band, AC1200, gigabit ethernet, 4G LTE, ADSL modem, VPN | antenna, power adapter
modem, DSL modem, cable modem | ADSL2+, VDSL, fax | cable
access point, wireless access point, WLAN access point | PoE, 1200 Mbit/s, ceiling, outdoor | mount
wifi repeater, range extender, powerline adapter | 500 Mbit/s, wall plug, kit | socket
network switch, ethernet switch, switch | 8 port, 24 ports, gigabit, managed, unmanaged, PoE, rackmount, L2 | rack kit, power supply
KVM switch | 4 port, VGA, USB, DVI, audio | cables
firewall, security appliance, VPN gateway | license, throughput, rackmount | subscription
patch cable, network cable, ethernet cable, networking cable, Cat5e cable, Cat6 patch cable | 2 m, RJ-45, UTP, blue, 10 m, shielded | tester, tool
HDMI cable, high speed HDMI cable | 1.8 m, 4K, gold plated, male to male, with ethernet, 5m | adapter, switch
USB cable, USB-C cable, charging cable, lightning cable, data cable, sync cable | 1 m, USB A to B, micro USB, USB 2.0, white, braided | phone, printer
VGA cable, DVI cable, DisplayPort cable, monitor cable, video cable | 3 m, male, 15-pin, dual link | monitor
audio cable, RCA cable, jack cable, optical cable | 3.5 mm, 1.5 m, stereo, Toslink | speaker
camera cable, audio video cable | AV, USB, composite | camera
power cable, power cord, mains lead, extension lead | C13, 2 m, UK plug, Schuko | PC
power strip, power extension, surge protector, power outlet | 6 outlets, switch, 4.5 m, 1.5 m cable | desk
adapter, cable adapter, converter, interface cards adapter | HDMI to VGA, USB-C to HDMI, DVI, gender changer, mini DisplayPort | cable
serial cable, parallel cable, SCSI cable, SATA cable, internal power cable | 1 m, 7-pin, LP4, DB9 | controller
controller card, interface card, host adapter, RAID controller, PCI card | SATA, eSATA, IDE, PCI Express, 4 port, USB 3.0 | bracket
USB hub, hub, port hub, interface hub | 4 port, 7 ports, USB 3.0, powered, USB-C, mini, black | power adapter, cable
docking station, dock, port replicator, laptop dock | USB-C, Thunderbolt 3, dual monitor, DisplayPort, 90 W | laptop, cable
UPS, uninterruptible power supply, battery backup | 700 VA, line-interactive, 8 outlets, rackmount, 1500VA | battery, management card
replacement battery cartridge, UPS battery | sealed lead acid, VRLA, 12 V | UPS
power bank, portable charger, portable battery, battery pack, external battery, powerbank | 10000 mAh, 20,000 mAh, USB-C PD, wireless, slim, black | cable, pouch
charger, phone charger, mobile device charger, USB charger, wall charger, power adapter, AC adapter | 20 W, fast charging, indoor, USB-C, dual port, white | phone, tablet
car charger, in-car charger, cigarette lighter adapter | 12 V, USB, auto, quick charge | car
wireless charger, Qi charger, charging pad | 10 W, fast, stand | phone
laptop charger, notebook power adapter, power adapter/inverter | 65 W, 19 V, 90 W, universal, black | laptop
battery charger, charging station | AA, AAA, NiMH, 4 slots, camera, LCD | rechargeable batteries
battery, batteries, household battery, single-use battery, alkaline battery, AA battery, AAA batteries, D battery, C battery, 9V battery, button cell | alkaline, AA, AAA, LR6, LR03, LR20, D cell, 1.5 V, 4 pack, lithium, CR2032, mono, mignon | charger, torch, box
rechargeable battery, accumulator, NiMH battery | 2500 mAh, AA, nickel-metal hydride, ready to use, 4 pack | charger
laptop battery, notebook battery | 6 cell, lithium-ion, 4400 mAh, replacement | laptop
keyboard, computer keyboard, PC keyboard | wireless, USB, QWERTY, mechanical, backlit, German layout, ergonomic, black | wrist rest, cover, keycaps
gaming keyboard, mechanical keyboard | RGB, Cherry MX, anti-ghosting | wrist rest
mouse, computer mouse, optical mouse, wireless mouse, PC mouse | USB, 1000 DPI, 2.4 GHz, Bluetooth, ergonomic, laser, left-handed, RF wireless | mouse pad, mat
gaming mouse | 16000 DPI, RGB, programmable buttons, wired, lightweight | mouse pad, bungee
mouse pad, mousepad, mouse mat, gaming mouse pad | XL, cloth, gel, wrist rest, black | mouse
keyboard and mouse set, desktop set, wireless combo | USB, QWERTY, 2.4 GHz | mouse pad
trackball, touchpad, pointing device | USB, ergonomic, wireless | wrist rest
graphics tablet, drawing tablet, pen tablet | A5, 8192 levels, pen | nibs, glove
joystick, flight stick, flight sim controller | USB, throttle, force feedback | PC
game controller, gamepad, wireless controller, pro controller | PS4, Xbox One, Nintendo Switch, PC, Bluetooth, vibration | charger, grips, cable, charging station
steering wheel, racing wheel | pedals, PS4, PC, force feedback | stand
game console, gaming console, games console, PlayStation 4, PS4, PS4 Pro, Xbox One, Xbox, Nintendo Switch, Nintendo, PS5 | 500 GB, 1 TB, black, white, bundle, handheld | controller, game, case, headset, cable
video game, PS4 game, PlayStation 4 game, Xbox One game, Nintendo Switch game, PC game | basic, special edition, multiplayer, English, action, racing | game console
portable game console case, Switch case | hard shell, sleeve, protective | Nintendo Switch
VR headset, virtual reality glasses | 6DoF, controllers, PC | cover
gaming chair, racing chair | recline, lumbar cushion, PU leather | desk
drone, quadcopter | camera, 4K, foldable, GPS | battery, propellers
printer, inkjet printer, photo printer, colour printer | 4800 x 1200 DPI, A4, Wi-Fi, duplex, portable | ink cartridge, paper, cable
laser printer, colour laser printer, mono laser printer, LaserJet | 1200 x 1200 DPI, A4, 30 ppm, network, duplex, black and white, A3 | toner cartridge, drum, tray, fuser, maintenance kit
multifunction printer, all-in-one printer, multifunctional, printer scanner copier | fax, Wi-Fi, inkjet, laser, 4-in-1, A4 | ink cartridge
large format printer, plotter | A0, 24 inch, inkjet | paper roll
label printer, label maker, label-making machine | thermal, 203 DPI, QWERTY, USB | tape, labels
receipt printer, POS printer, dot matrix printer | thermal, 80 mm, USB, 24-pin | paper roll, ribbon
3D printer | PLA, FDM, 0.1 mm | filament
ink cartridge, printer ink, inkjet cartridge, printer cartridge | black, cyan, magenta, yellow, XL, original, multipack, 10 ml | printer
toner cartridge, toner, laser toner | black, cyan, 2600 pages, original, high yield, TN, drum | laser printer
printer drum, imaging unit, fuser, printer kit, maintenance kit | 12000 pages, original | printer
printer paper tray, tray & feeder, paper feeder | 500 sheets | printer
scanner, document scanner, flatbed scanner, film scanner | 600 DPI, A4, ADF, USB, duplex | software
barcode scanner, bar code reader | 1D, 2D, laser, USB, handheld | stand
fax machine, fax | laser, thermal, 33.6 Kbit/s | ink film
calculator, pocket calculator, scientific calculator, graphing calculator, printing calculator | desktop, solar, 12 digits, financial, battery | paper roll
telephone, landline phone, corded phone, DECT phone, cordless phone | answering machine, caller ID, twin set, handsfree | battery, cable
VoIP phone, IP phone | SIP, PoE, 2 lines | power supply
conference phone, speakerphone | USB, Bluetooth, omnidirectional | microphone
walkie-talkie, two-way radio | 8 km, PMR446, pair | battery, headset
GPS navigator, satnav, car navigation system, navigation system | 5 inch, Europe maps, TomTom, lifetime | car mount, case, charger
car radio, car stereo, head unit | Bluetooth, 1 DIN, USB, CarPlay | antenna
car speakers, car audio speaker | 16 cm, 2-way, 150 W | adapter ring
handheld mobile computer, PDA, personal digital assistant, pocket PC, organizer | Windows Mobile, 3.5 inch, Wi-Fi, stylus | cradle, case
phone holder, car holder, phone stand, phone mount, tablet stand, tablet holder, iPad stand | universal, dashboard, foldable, aluminium, desk, multi angle | phone
laptop bag, notebook case, notebook bag, laptop case, laptop sleeve, computer bag, messenger case | 15.6", 39.6 cm, nylon, black, briefcase, toploader, neoprene, slip case | laptop
laptop backpack, notebook backpack | 17 inch, water resistant, USB port | laptop
laptop stand, notebook stand, laptop riser | aluminium, adjustable, foldable | laptop
cable lock, laptop lock, security lock, Kensington lock | keyed, combination, 1.8 m | laptop
privacy filter, privacy screen, display privacy filter, anti-glare filter | 24"W, 14.1", frameless, 16:10 | monitor, laptop
monitor arm, monitor mount, desk mount, flat panel mount | VESA 100, dual, gas spring, clamp, black | monitor
TV mount, TV wall mount, wall bracket, flat panel wall mount | tilt, swivel, 55 inch, VESA, full motion | TV
monitor stand, screen riser | adjustable, drawer, black | monitor
rack cabinet, server rack, network cabinet | 19 inch, 42U, wall mounted | shelf, cable management
rack accessory, rack shelf, rail kit, cable management | 1U, black | rack
cable tie, cable organiser, cable management | velcro, 100 pack, black | cables
network tester, crimping tool, punch down tool | RJ45 | cable
weather station, thermometer, hygrometer | wireless, outdoor sensor, colour display | batteries
smart home hub, smart plug, smart bulb, smart thermostat | Zigbee, Wi-Fi, Alexa, dimmable, E27 | app
burglar alarm, motion sensor, smoke detector, door sensor | wireless, battery, siren | battery
flashlight, torch, LED torch, headlamp, lantern | 300 lumens, rechargeable, waterproof, AA | batteries
lamp, desk lamp, table lamp, light, LED lamp, floor lamp | dimmable, USB, clamp, 5 W, white | bulb
light bulb, LED bulb, lamp bulb, halogen lamp, energy saving lamp, fluorescent tube | E27, GU10, 9 W, warm white, dimmable | lamp
operating system, Windows, Windows 10 | OEM, Pro, 64-bit, licence, DVD | PC
office software, Microsoft Office, word processor, office suite | home and student, licence, 1 PC, download | PC
antivirus software, internet security | 3 devices, 1 year, subscription | PC
graphics software, photo editing software, video editing software, CAD software | licence, upgrade, Mac, Windows | PC
software licence, maintenance agreement, warranty extension, support service, extended warranty | 3 years, next business day, on-site, upgrade, electronic | laptop, server
cleaning kit, screen cleaner, compressed air, cleaning wipes | spray, 200 ml, microfibre | screen, keyboard
`;
