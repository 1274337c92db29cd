/// Time: `time.text`, `time.daytime`, `time.time` and `time.ntp`, one served clock behind them; and
/// for those who ask, an NTP client that knows how wrong it may be, and C's strftime.
@NullMarked
package dev.usher.services.time;

import org.jspecify.annotations.NullMarked;
