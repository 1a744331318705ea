import click


@click.command()
@click.argument("path", type=click.Path())
@click.option("--count", "-c", default=1, help="How often.")
@click.option("--shout/--no-shout", default=False)
@click.option("--mode", type=click.Choice(["fast", "exact"]), required=True)
@click.option("--tag", multiple=True)
@click.option("-v", "--verbose", count=True)
def load(path, count, shout, mode, tag, verbose):
    """Load a file.

    It is read once."""
    click.echo(path)


if __name__ == "__main__":
    load()
