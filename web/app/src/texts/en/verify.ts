import type { Texts } from "../texts";

export const verify: Texts["verify"] = {
  title: "Is this page genuine?",
  lead: "Scan the QR code at the foot of the page, use a picture of it, or type the 16 characters under the code, to see whether the school published it.",
  step_find:
    "Find the QR code: at the right foot of a page of names, at the left of a cover, four groups under it.",
  step_scan:
    "A phone’s camera opens this page from it; or scan it here, use a picture, or type the four groups.",
  step_compare:
    "See which edition and whose page it is, then count the people on the paper: it must be as this says.",
  code: "Code of the page",
  code_hint:
    "Four groups of four. Small letters do as well; O is read as 0, I and L as 1. A scan gun may type here too.",
  check: "Check the code",
  again: "Another page",
  genuine: "The school published this page, and it stands",
  genuine_line: "Edition {edition}, page {page} of {pages}. No newer edition.",
  superseded: "The school published this page, but there is a newer edition",
  superseded_line:
    "This is page {page} of edition {edition}; edition {newer} has been filed and takes its place.",
  refused: "Not confirmed",
  stamp: "Published",
  what: "What this page is",
  roster: "Roster",
  unit: "Of",
  place: "Place",
  place_line: "Volume {volume}, page {page} of {pages}",
  rows: "People",
  rows_line: "{rows} (men {men}, women {women}), numbered from {first}",
  no_rows: "Nobody is listed on this page",
  filing: "Filed",
  as_of: "As of",
  how: "How it was checked",
  how_code: "The code is valid",
  how_code_line: "16 characters, the check is right, and the school has a record of this page",
  how_signed: "The QR code’s signature is the school’s",
  how_signed_line: "Ed25519, by the school’s public key",
  how_typed: "The QR code’s signature was not checked",
  how_typed_line: "The code was typed; a scan or a picture of the QR code has it checked",
  how_newest: "No newer edition",
  how_newer: "There is a newer one: edition {newer}",
  compare: "Now look at the paper",
  compare_line:
    "The code shows that the school published such a page, not that nothing on the paper was altered. Count the rows, men and women; ask the school’s registry about names.",
  key: "The school’s public key, to check offline",
  privacy:
    "Nobody needs to sign in here, and nothing about a student is shown. Pictures and what the camera sees are read on this device and are not sent.",
  scan: "Scan the code",
  pictures: "Use pictures",
  pictures_hint:
    "Several at once, with several pages in each; dropped or pasted here as well. They do not leave this device.",
  looking: "Looking. One moment…",
  found: "{n} code was looked up | {n} codes were looked up",
  answer_place: "page {page} of {pages}",
  answer_genuine: "It stands",
  answer_old: "Superseded",
  answer_refused: "Not confirmed",
  note_no_code:
    "No QR code was found in “{name}”. Take it again from nearer: the paper flat, in good light, without glare, the code sharp; or type the code.",
  note_foreign: "“{name}” has a QR code of another system, not of a roster. It was not looked up.",
  note_pdf:
    "“{name}” is a PDF, which is not checked here. The school checks its signature by the command mingce verify with the name of the file; or print it and scan the QR code on the paper.",
  note_unreadable: "“{name}” cannot be opened: it is no picture this browser knows. Use a JPG or PNG.",
  note_no_reader:
    "“{name}” was not looked up: this browser cannot read QR codes. Type the 16 characters under the code, or use a newer browser.",
  sight: "What the camera sees",
  camera_lead: "Lay the paper flat and hold the code within the frame, about half as large as the picture.",
  camera_starting: "Opening the camera. If the browser asks, choose to allow it.",
  camera_stopped: "The camera is off.",
  camera_again: "Open the camera again",
  camera_close: "Stop scanning",
  camera_foreign:
    "This QR code is of another system, not of a roster. Aim at the one at the foot of a page of names.",
  camera_insecure:
    "This address is not https, so the browser gives no camera. Use the school’s https address, or use a picture, or type the code.",
  camera_refused:
    "The browser was not allowed to use the camera. Press the icon beside the address, set the camera to “allow”, and open it again; on a phone the system’s settings must allow the browser too. Or use a picture, or type the code.",
  camera_none: "This device has no camera. Use a picture of the page, or type the code.",
  camera_taken:
    "The camera does not open; another program may be using it. Close that one and try again; or use a picture, or type the code.",
  camera_no_reader:
    "This browser cannot read QR codes. Type the 16 characters under the code, or use a newer browser.",
  record: "This page in the school’s record",
  record_line:
    "Hold it beside the paper and compare row by row: names, number and order must be the same. Only those who are signed in and may see the roster see it.",
  record_alt:
    "Picture of page {page} of volume {volume}, edition {edition}, in the school’s record: {unit}, {rows} people",
  record_coming: "The picture of this page is coming",
};
