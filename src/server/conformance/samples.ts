/** One red pixel, as a PNG in base64. */
export const RED_PIXEL_PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR42mOQcs8HAAFPANGOxFqaAAAAAElFTkSuQmCC';

/** A millisecond of silence at 8 kHz, as a WAV in base64. */
export const SILENCE_WAV =
  'UklGRiwAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQgAAACAgICAgICAgA==';
