package dev.usher.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.string.StringDecoder;
import io.netty.handler.codec.string.StringEncoder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;

/// What one writes with Netty: one event loop; a handler that answers what its pipeline hands on,
/// and flushes once all is read. `bytes` as they come; `lines` in upper case, by way of strings; or
/// `in-place`, the same on the bytes of the buffer.
final class NettyTcp {
  private static final int LONGEST = 64 * 1024;

  private NettyTcp() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    NettyTransport transport = NettyTransport.valueOf(args[0]);
    ServerBootstrap server =
        new ServerBootstrap()
            .group(new MultiThreadIoEventLoopGroup(1, transport.handlers()))
            .channel(transport.listener())
            .option(ChannelOption.SO_BACKLOG, 4_096)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel client) {
                    fill(client.pipeline(), args[1]);
                  }
                });
    var channel = server.bind(InetAddress.getLoopbackAddress(), 0).sync().channel();
    Control.listening(((InetSocketAddress) channel.localAddress()).getPort());
  }

  private static void fill(ChannelPipeline pipeline, String kind) {
    switch (kind) {
      case "bytes" -> pipeline.addLast(new Answer());
      case "lines" ->
          pipeline
              .addLast(new LineBasedFrameDecoder(LONGEST))
              .addLast(new StringDecoder(UTF_8), new StringEncoder(UTF_8))
              .addLast(new AnswerLine());
      case "in-place" ->
          pipeline
              .addLast(new LineBasedFrameDecoder(LONGEST, false, false))
              .addLast(new AnswerInPlace());
      default -> throw new IllegalArgumentException(kind);
    }
  }

  private static class Answer extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext client, Object message) {
      var _ = client.write(message, client.voidPromise());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext client) {
      client.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext client, Throwable cause) {
      var _ = client.close();
    }
  }

  private static final class AnswerLine extends Answer {
    @Override
    public void channelRead(ChannelHandlerContext client, Object message) {
      super.channelRead(client, ((String) message).toUpperCase(Locale.ROOT) + "\n");
    }
  }

  private static final class AnswerInPlace extends Answer {
    @Override
    public void channelRead(ChannelHandlerContext client, Object message) {
      ByteBuf line = (ByteBuf) message;
      for (int i = line.readerIndex(); i < line.writerIndex(); i++) {
        byte letter = line.getByte(i);
        if (letter >= 'a' && letter <= 'z') line.setByte(i, letter - 'a' + 'A');
      }
      super.channelRead(client, line);
    }
  }
}
