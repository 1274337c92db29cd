package dev.usher.bench;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Netty's own transports for Linux.
enum NettyTransport {
  EPOLL(EpollServerSocketChannel.class),
  IO_URING(IoUringServerSocketChannel.class);

  private final Class<? extends ServerChannel> listener;

  NettyTransport(Class<? extends ServerChannel> listener) {
    this.listener = listener;
  }

  Class<? extends ServerChannel> listener() {
    return listener;
  }

  IoHandlerFactory handlers() {
    return switch (this) {
      case EPOLL -> EpollIoHandler.newFactory();
      case IO_URING -> IoUringIoHandler.newFactory();
    };
  }

  /// Why it cannot run here; empty when it can.
  String missing() {
    return why(
        switch (this) {
          case EPOLL -> Epoll.unavailabilityCause();
          case IO_URING -> IoUring.unavailabilityCause();
        });
  }

  private static String why(@Nullable Throwable cause) {
    return cause == null ? "" : cause.toString();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
