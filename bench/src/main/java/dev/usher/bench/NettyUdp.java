package dev.usher.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// What one writes with Netty for datagrams on Linux: one event loop that receives and sends many
/// with each call.
final class NettyUdp {
  private static final int LARGEST = 2_048;
  private static final int BATCH = 64;

  private NettyUdp() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Bootstrap server =
        new Bootstrap()
            .group(new MultiThreadIoEventLoopGroup(1, NettyTransport.EPOLL.handlers()))
            .channel(EpollDatagramChannel.class)
            .option(ChannelOption.SO_RCVBUF, PlainUdp.ROOM)
            .option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, LARGEST)
            .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(LARGEST * BATCH))
            .handler(new Answer());
    var channel = server.bind(InetAddress.getLoopbackAddress(), 0).sync().channel();
    Control.listening(((InetSocketAddress) channel.localAddress()).getPort());
  }

  private static final class Answer extends SimpleChannelInboundHandler<DatagramPacket> {
    @Override
    protected void channelRead0(ChannelHandlerContext server, DatagramPacket packet) {
      var answer = new DatagramPacket(packet.content().retain(), packet.sender());
      var _ = server.write(answer, server.voidPromise());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext server) {
      server.flush();
    }
  }
}
