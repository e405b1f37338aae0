// The map of partners: spots and the names of the ground come with the page, words and links from the list beside it.
const drawMap = (frame) => {
  const { spots, ground } = JSON.parse(frame.dataset.drawing);
  const { tiles } = frame.dataset;
  const rows = new Map([...document.querySelectorAll(".map-rows [data-partner]")].map((row) => [row.dataset.partner, row]));
  const NEAR = 40; // pixels under which two places are one marker
  const CLOSEST = 18;
  const AROUND_POPUP = 124; // pixels: zoom buttons on the left, its own frame, a margin on the right
  frame.parentElement.hidden = false;

  const map = L.map(frame, { zoomControl: false, attributionControl: false, scrollWheelZoom: false, zoomAnimation: false, fadeAnimation: false, maxZoom: CLOSEST });
  frame.setAttribute("aria-label", "Carte des partenaires : flèches pour se déplacer, plus et moins pour zoomer");
  L.control.zoom({ zoomInTitle: "Zoomer", zoomOutTitle: "Dézoomer" }).addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  if (tiles) {
    L.tileLayer(tiles, { maxZoom: CLOSEST }).addTo(map);
    frame.classList.add("map-tiled");
  }
  const seen = () => L.latLngBounds(spots.map((spot) => [spot[0], spot[1]]));
  map.fitBounds(seen(), { padding: [40, 40], maxZoom: 14 });

  // --- The ground: names that do not cover each other, our territories then the largest first ----------------------
  const names = L.layerGroup().addTo(map);
  const markers = L.layerGroup().addTo(map);
  map.createPane("ground").style.zIndex = 450; // under the markers
  const label = (name, kind, ours, place) => {
    const text = document.createElement("span");
    text.textContent = name;
    text.className = ["ground", kind && "ground-quarter", ours && "ground-ours", place].filter(Boolean).join(" ");
    return L.divIcon({ className: "ground-place", html: text, iconSize: [0, 0] });
  };
  // Where a name may stand by its dot, in pixels from it, half its width given: left, top, right, bottom.
  const SIDES = {
    "": (half) => [-half, 0, half, 22],
    "ground-above": (half) => [-half, -22, half, 0],
    "ground-right": (half) => [0, -10, 2 * half, 10],
    "ground-left": (half) => [-2 * half, -10, 0, 10],
    "ground-far": (half) => [-half, 20, half, 42],
    "ground-above ground-far": (half) => [-half, -42, half, -20],
  };
  const FIRST = 8; // these are drawn even where markers leave no room: large, behind them
  const fits = (box, taken) => taken.every((other) => box[2] < other[0] || other[2] < box[0] || box[3] < other[1] || other[3] < box[1]);
  const drawGround = () => {
    names.clearLayers();
    if (tiles) return;
    const taken = [];
    const pins = markers.getLayers().map((marker) => {
      const { x, y } = map.latLngToContainerPoint(marker.getLatLng());
      return [x - 18, y - 18, x + 18, y + 18];
    });
    ground.forEach(([latitude, longitude, name, kind, ours], rank) => {
      if ((kind && map.getZoom() < 13) || !map.getBounds().contains([latitude, longitude])) return;
      const point = map.latLngToContainerPoint([latitude, longitude]);
      const half = name.length * 4 + 8;
      const boxOf = (place) => SIDES[place](half).map((side, axis) => side + (axis % 2 ? point.y : point.x));
      const free = Object.keys(SIDES).find((one) => fits(boxOf(one), taken) && fits(boxOf(one), pins));
      const place = free ?? (rank < FIRST ? "ground-wide" : undefined);
      if (place === undefined) return;
      if (free !== undefined) taken.push(boxOf(free));
      L.marker([latitude, longitude], { icon: label(name, kind, ours, place), pane: "ground", interactive: false, keyboard: false }).addTo(names);
    });
    names.eachLayer((layer) => layer.getElement().setAttribute("aria-hidden", "true"));
  };

  // --- The markers: places nearer than a finger are one, which says how many partners it holds ---------------------
  const markersOf = new Map();
  const gathered = () => {
    const groups = [];
    spots.forEach((spot) => {
      const point = map.project([spot[0], spot[1]]);
      const near = groups.find((group) => group.point.distanceTo(point) < NEAR);
      if (near) near.spots.push(spot);
      else groups.push({ point, spots: [spot] });
    });
    return groups.map((group) => ({ spots: group.spots, partners: [...new Set(group.spots.flatMap((spot) => spot[4]))] }));
  };
  const pin = ({ spots: places, partners }) => {
    const body = document.createElement("span");
    const domains = new Set(partners.map((uid) => rows.get(uid).dataset.domain));
    const domain = domains.size === 1 ? ` domain-${[...domains][0]}` : "";
    const centre = places.every((spot) => spot[2]) ? " pin-centre" : "";
    body.className = `pin${domain}${centre}`;
    if (partners.length > 1) body.textContent = partners.length;
    else body.append(rows.get(partners[0]).querySelector(".domain .icon")?.cloneNode(true) || "");
    return L.divIcon({ className: "pin-place", html: body, iconSize: [44, 44] });
  };
  const said = ({ spots: places, partners }) => {
    const where = [...new Set(places.map((spot) => spot[3]))].join(", ");
    const centre = places.every((spot) => spot[2]) ? ", centre de la commune" : "";
    const who = partners.length > 1 ? `${partners.length} partenaires` : nameOf(partners[0]);
    return `${who} : ${where}${centre}`;
  };
  const nameOf = (uid) => rows.get(uid).querySelector("a").textContent;
  const isOnePlace = ({ spots: places }) => map.getZoom() >= CLOSEST || places.every((spot) => spot[0] === places[0][0] && spot[1] === places[0][1]);

  const card = (group) => {
    const box = document.createElement("div");
    const places = group.spots.map((spot) => `${spot[3]}${spot[2] ? " (centre de la commune)" : ""}`);
    const where = document.createElement("p");
    where.textContent = [...new Set(places)].join(", ");
    const list = document.createElement("ul");
    group.partners.forEach((uid) => {
      const item = document.createElement("li");
      item.append(rows.get(uid).querySelector("a").cloneNode(true));
      item.append(document.createElement("br"), rows.get(uid).querySelector(".domain").cloneNode(true));
      item.className = rows.get(uid).className;
      list.append(item);
    });
    box.append(where, list);
    return box;
  };
  const open = (marker, group) => {
    if (isOnePlace(group)) {
      const maxWidth = Math.min(300, map.getSize().x - AROUND_POPUP);
      marker.bindPopup(card(group), { maxHeight: 240, maxWidth, autoPanPaddingTopLeft: [50, 20], autoPanPaddingBottomRight: [8, 20] }).openPopup();
      return;
    }
    map.fitBounds(L.latLngBounds(group.spots.map((spot) => [spot[0], spot[1]])), { padding: [60, 60], maxZoom: CLOSEST });
    frame.focus({ preventScroll: true });
  };
  const light = (group, on) => group.partners.forEach((uid) => rows.get(uid).classList.toggle("is-lit", on));
  const draw = (group) => {
    const marker = L.marker([group.spots[0][0], group.spots[0][1]], { icon: pin(group), riseOnHover: true }).addTo(markers);
    const element = marker.getElement();
    element.setAttribute("aria-label", said(group));
    marker.on("click", () => open(marker, group));
    element.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      open(marker, group);
      marker.getPopup()?.getElement()?.querySelector("a[href]:not([role])")?.focus();
    });
    ["mouseenter", "focus"].forEach((name) => element.addEventListener(name, () => light(group, true)));
    ["mouseleave", "blur"].forEach((name) => element.addEventListener(name, () => light(group, false)));
    group.partners.forEach((uid) => markersOf.set(uid, [...(markersOf.get(uid) || []), marker]));
  };
  const drawMarkers = () => {
    markers.clearLayers();
    markersOf.clear();
    rows.forEach((row) => row.classList.remove("is-lit"));
    gathered().forEach(draw);
  };

  map.on("popupopen", ({ popup }) => {
    popup.getElement().querySelector(".leaflet-popup-close-button").setAttribute("aria-label", "Fermer");
  });
  map.on("popupclose", ({ popup }) => {
    if (document.activeElement === document.body) popup._source.getElement()?.focus(); // what had it is gone
  });
  frame.addEventListener("keydown", (event) => { if (event.key === "Escape") map.closePopup(); });
  map.on("zoomend", drawMarkers);
  map.on("moveend", drawGround);
  drawMarkers();
  drawGround();

  // --- From the list to the map --------------------------------------------------------------------------------
  const show = (event, on) => {
    const row = event.target.closest("[data-partner]");
    (row && markersOf.get(row.dataset.partner) || []).forEach((marker) => {
      marker.getElement()?.classList.toggle("is-lit", on);
      marker.setZIndexOffset(on ? 1000 : 0);
    });
  };
  document.querySelectorAll(".map-rows").forEach((list) => {
    ["mouseover", "focusin"].forEach((name) => list.addEventListener(name, (event) => show(event, true)));
    ["mouseout", "focusout"].forEach((name) => list.addEventListener(name, (event) => show(event, false)));
  });
  return map;
};

// Each answer of a search brings its own map; where one stands comes from search.js and is drawn here only.
(() => {
  if (!window.L) return;
  let map = null;
  const draw = () => {
    const frame = document.getElementById("carte");
    if (map && map.getContainer() === frame) return;
    map?.remove();
    map = frame && drawMap(frame);
  };
  const stand = (here) => {
    const text = document.createElement("span");
    text.className = "here";
    text.textContent = "Vous êtes ici";
    const icon = L.divIcon({ className: "here-place", html: text, iconSize: [0, 0] });
    L.marker(here, { icon, interactive: false, keyboard: false, zIndexOffset: 2000 }).addTo(map);
    map.fitBounds(map.getBounds().extend(here));
  };
  document.addEventListener("htmx:load", draw);
  document.addEventListener("around:here", ({ detail }) => { if (map) stand(detail); });
  draw();
})();
