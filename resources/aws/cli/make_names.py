#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists what an installed AWS CLI (version 1 can be imported) calls its commands and options.

    make_names.py          writes names.txt
    make_names.py --check  compares it with the installed AWS CLI: 0 equal, 1 different, 77 another botocore

Needs the AWS CLI that was released with the botocore of ../VERSION.
"""
import argparse
import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
OTHER_VERSION = 77
EVERYWHERE = {"cli-input-json", "generate-cli-skeleton"}
PAGING = {"starting-token", "max-items", "page-size"}
ONLY_VERSION_1 = {"ecr get-login", "history"}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    check = parser.parse_args().check
    try:
        import awscli.clidriver  # noqa: F401
        import botocore
    except ImportError:
        sys.exit(skip("the AWS CLI is not installed") if check else "pip install awscli")
    version = (HERE.parent / "VERSION").read_text().strip()
    if botocore.__version__ != version:
        sys.exit(skip(f"botocore {botocore.__version__} is installed, the models are from {version}"))
    text = names()
    target = HERE / "names.txt"
    if not check:
        target.write_text(text)
    elif target.read_text() != text:
        sys.exit("names.txt is not what make_names.py makes of the installed AWS CLI")


def skip(reason):
    print(reason)
    return OTHER_VERSION


def names():
    os.environ.update(AWS_CONFIG_FILE=os.devnull, AWS_SHARED_CREDENTIALS_FILE=os.devnull,
                      AWS_EC2_METADATA_DISABLED="true")
    import awscli.clidriver
    driver = awscli.clidriver.create_clidriver()
    commands = driver.create_help_command().command_table
    return "".join(service_lines(name, commands[name]) for name in sorted(commands) if name not in ONLY_VERSION_1)


def service_lines(name, command):
    """A line for the service, one for each of its commands, one for each of its waiters."""
    model = getattr(command, "_service_name", None) or "-"
    lines = [name if model == name else f"{name} {model}"]
    table = dict(command.create_help_command().command_table)
    waiters = table.pop("wait", None)
    for each in sorted(table):
        if f"{name} {each}" not in ONLY_VERSION_1:
            lines.append(" " + operation_line(each, table[each]))
    for each in sorted(waiters.subcommand_table) if waiters else []:
        waiter = waiters.subcommand_table[each]
        lines.append(f" wait {each} {waiter._operation_caller._waiter_name} {waiter._operation_model.name}")
    return "\n".join(lines) + "\n"


def operation_line(name, command):
    """Operation option*…; "=name" for a command that the CLI adds."""
    model = getattr(command, "_operation_model", None)
    table = command.arg_table
    words = [words_for_option(option, table[option], table) for option in table]
    pages = "max-items" in table and type(table["max-items"]).__name__ == "PageArgument"
    if pages:
        words.insert(0, "%%" if type(table.get("page-size")).__name__ == "PageArgument" else "%")
    return " ".join([f"={name}" if model is None else operation_name(name, model.name)] + [w for w in words if w])


def operation_name(name, api):
    from botocore import xform_name
    return api if xform_name(api, "-") == name else f"{api}={name}"


def words_for_option(name, argument, table):
    """name, marks and "=Member" where the name does not say which; "=-" where it is the CLI's own."""
    from awscli.customizations.argrename import HIDDEN_ALIASES
    kind = type(argument).__name__
    if name in EVERYWHERE or kind == "PageArgument" or name in HIDDEN_ALIASES.values():
        return None
    action = getattr(argument, "_action", None)
    if kind == "NegativeBooleanParameter" or (action == "store_false" and positive_of(name, argument, table)):
        return None
    return name + marks(name, argument, table, action) + member_of(name, argument)


def positive_of(name, argument, table):
    """Whether --no-x only takes back --x of the same member: the pair is one word."""
    other = table.get(name[3:]) if name.startswith("no-") else None
    return other is not None and getattr(other, "_serialized_name", None) == getattr(argument, "_serialized_name", 0)


def marks(name, argument, table, action):
    kind = type(argument).__name__
    text = "*" if argument.required else ""
    if not argument.cli_name.startswith("--"):
        text += "@"
    if kind == "PositiveBooleanArgument":
        return text + "?"
    if action in ("store_true", "store_false"):
        no = table.get("no-" + name)
        pair = action == "store_true" and no is not None and positive_of("no-" + name, no, table)
        return text + ("~" if pair else "!" if action == "store_true" else "^")
    nargs = getattr(argument, "_nargs", None) or ("+" if kind == "ListArgument" else None)
    return text + ("+" if nargs in ("*", "+") or isinstance(nargs, int) else "?" if nargs == "?" else "")


def member_of(name, argument):
    from botocore import xform_name
    member = getattr(argument, "_serialized_name", None)
    if member is None:
        return "=-"
    return "" if xform_name(member, "-") == name else "=" + member


if __name__ == "__main__":
    main()
