// The first script: old in style, so that an old browser can read it and say in words what it
// lacks before anything large is downloaded. A new one goes on with start.js.
(function () {
  'use strict';

  // A module that only a browser with WebAssembly exceptions accepts: (module (tag)).
  var exceptions = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 13, 3, 1, 0, 0];

  function lacks() {
    if (typeof WebAssembly !== 'object') return 'WebAssembly';
    if (!WebAssembly.validate(new Uint8Array(exceptions))) return 'WebAssembly exceptions';
    if (!('noModule' in document.createElement('script'))) return 'JavaScript modules';
    if (!document.createElement('canvas').getContext('webgl2')) return 'WebGL 2';
    if (!('inert' in document.createElement('div'))) return 'inert regions';
    return '';
  }

  function say(words) {
    document.getElementById('shell').className = 'stopped';
    document.getElementById('shell-words').textContent = words;
  }

  var missing = lacks();
  if (missing === 'WebGL 2') {
    say('Tallystick draws with WebGL 2, and this browser has it switched off or lacks it. ' +
      'Switch on hardware acceleration in the settings of the browser, then load the page again.');
    return;
  }
  if (missing) {
    say('This browser is too old for Tallystick: it has no ' + missing + '. Any Chrome or Edge ' +
      'from version 102, Firefox from 112 or Safari from 15.5 will do.');
    return;
  }
  var script = document.createElement('script');
  script.type = 'module';
  script.src = 'start.js';
  script.onerror = function () {
    say('Tallystick could not be loaded. Look at the network, then load the page again.');
  };
  document.head.appendChild(script);
})();
