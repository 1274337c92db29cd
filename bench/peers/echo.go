// What Go needs for an echo. `tcp`: a goroutine for each connection. `udp`: one for all.
package main

import (
	"fmt"
	"io"
	"net"
	"os"
)

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func serve(client net.Conn) {
	defer client.Close()
	bytes := make([]byte, 8192)
	for {
		count, err := client.Read(bytes)
		if err != nil {
			return
		}
		if _, err := client.Write(bytes[:count]); err != nil {
			return
		}
	}
}

func tcp() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	check(err)
	fmt.Println("listening", listener.Addr().(*net.TCPAddr).Port)
	for {
		client, err := listener.Accept()
		check(err)
		go serve(client)
	}
}

func udp() {
	socket, err := net.ListenUDP("udp", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	check(err)
	check(socket.SetReadBuffer(1 << 20))
	fmt.Println("listening", socket.LocalAddr().(*net.UDPAddr).Port)
	bytes := make([]byte, 65536)
	for {
		count, from, err := socket.ReadFromUDPAddrPort(bytes)
		check(err)
		socket.WriteToUDPAddrPort(bytes[:count], from)
	}
}

func main() {
	go func() {
		io.Copy(io.Discard, os.Stdin)
		os.Exit(0)
	}()
	if len(os.Args) > 1 && os.Args[1] == "udp" {
		udp()
	}
	tcp()
}
