using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;

namespace Ledger.Benchmarks;

/// <summary>
/// One HTTP/1.1 connection, kept alive, with one request on it at a time: a blocking socket and a buffer. It stands on the same two cores
/// as the server it measures, so it does no more than find the end of each answer; HttpClient would take more of them than the server.
/// </summary>
internal sealed class RawConnection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 30_000, SendTimeout = 30_000 };
    private byte[] _buffer = new byte[64 * 1024];
    private int _length;

    public RawConnection(Uri address) => _socket.Connect(new IPEndPoint(IPAddress.Parse(address.Host), address.Port));

    /// <summary>The last answer's status.</summary>
    public int Status { get; private set; }

    /// <summary>The last answer's status line and headers.</summary>
    public ReadOnlySpan<byte> Head => _buffer.AsSpan(0, HeadLength);

    /// <summary>The last answer as it came, to be shown.</summary>
    public string Text => System.Text.Encoding.UTF8.GetString(_buffer, 0, Math.Min(_length, 2_000));

    /// <summary>Bytes of the last answer, as they came.</summary>
    public int Length => _length;

    /// <summary>Of these, those of its status line and headers.</summary>
    public int HeadLength { get; private set; }

    /// <summary>Sends a request and reads the whole answer to it.</summary>
    public void Exchange(ReadOnlySpan<byte> request)
    {
        while (request.Length > 0) request = request[_socket.Send(request)..];
        (_length, HeadLength) = (0, 0);
        int end;
        while ((end = _buffer.AsSpan(0, _length).IndexOf("\r\n\r\n"u8)) < 0) Receive();
        HeadLength = end + 4;
        Status = Utf8Parser.TryParse(_buffer.AsSpan(9, 3), out int status, out _) ? status : throw new InvalidOperationException("That is no HTTP.");
        if (Status is 304 or 204) return;
        if (Header("\r\ncontent-length: "u8) is { Length: > 0 } given && Utf8Parser.TryParse(given, out int length, out _))
            while (_length < HeadLength + length) Receive();
        else
            ReadChunks(HeadLength);
    }

    /// <summary>The value of a header of the last answer, with what follows it; empty where there is none.</summary>
    /// <param name="name">CR LF, the name in lower case, a colon and a blank.</param>
    public ReadOnlySpan<byte> Header(ReadOnlySpan<byte> name)
    {
        var head = Head;
        for (var at = 0; at + name.Length <= head.Length; at++)
        {
            var next = head[at..].IndexOf((byte)'\r');
            if (next < 0) break;
            at += next;
            if (at + name.Length <= head.Length && System.Text.Ascii.EqualsIgnoreCase(head.Slice(at, name.Length), name)) return head[(at + name.Length)..];
        }

        return [];
    }

    public void Dispose() => _socket.Dispose();

    private void ReadChunks(int at)
    {
        while (true)
        {
            int line;
            while ((line = _buffer.AsSpan(at, _length - at).IndexOf("\r\n"u8)) < 0) Receive();
            if (!Utf8Parser.TryParse(_buffer.AsSpan(at, line), out int size, out _, 'x')) throw new InvalidOperationException("That is no chunk.");
            at += line + 2 + size + 2;
            while (_length < at) Receive();
            if (size == 0) return;
        }
    }

    private void Receive()
    {
        if (_length == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = _socket.Receive(_buffer.AsSpan(_length));
        if (read == 0) throw new InvalidOperationException($"The server closed the connection after {System.Text.Encoding.UTF8.GetString(_buffer.AsSpan(0, Math.Min(_length, 500)))}");
        _length += read;
    }
}
