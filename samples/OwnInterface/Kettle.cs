using System.Runtime.CompilerServices;
using Varlink;

namespace OwnInterface;

/// <summary>The kettle. Calls on different connections come side by side, so its state is behind a lock.</summary>
public sealed class Kettle(TimeSpan timePerStep) : KettleServiceBase
{
    private const double Needed = 0.25;
    private const long DegreesPerStep = 20;

    private readonly Lock _gate = new();
    private Status _status = new() { State = State.Off, Temperature = 20 };

    public override Task<Status> GetStatusAsync(VarlinkCallContext context, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(_status);
        }
    }

    public override Task<double> FillAsync(double litres, string? note, VarlinkCallContext context, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _status = _status with { Level = _status.Level + litres, Note = note ?? _status.Note };
            return Task.FromResult(_status.Level);
        }
    }

    public override async IAsyncEnumerable<long> HeatStreamAsync(
        long target, VarlinkCallContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        SwitchOn();
        context.SendAtOnce();
        bool done = false;
        try
        {
            while (!done)
            {
                await Task.Delay(timePerStep, cancellationToken);
                (long temperature, done) = Warm(target);
                if (done)
                {
                    context.CompleteWithNext();
                }

                yield return temperature;
            }
        }
        finally
        {
            if (!done)
            {
                // The caller has left.
                SwitchOff();
            }
        }
    }

    private void SwitchOn()
    {
        lock (_gate)
        {
            if (_status.Level < Needed)
            {
                throw new NotEnoughWaterException(_status.Level, Needed);
            }

            if (_status.State == State.Heating)
            {
                throw new BusyException();
            }

            _status = _status with { State = State.Heating };
        }
    }

    private (long Temperature, bool Done) Warm(long target)
    {
        lock (_gate)
        {
            long temperature = Math.Max(_status.Temperature, Math.Min(_status.Temperature + DegreesPerStep, target));
            bool done = temperature >= target;
            _status = _status with { Temperature = temperature, State = done ? State.Off : State.Heating };
            return (temperature, done);
        }
    }

    private void SwitchOff()
    {
        lock (_gate)
        {
            _status = _status with { State = State.Off };
        }
    }
}
