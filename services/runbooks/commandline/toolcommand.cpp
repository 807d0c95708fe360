// SPDX-License-Identifier: GPL-3.0-or-later
#include "toolcommand.h"

#include "toolflags.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace sm::commandline {

using namespace Qt::Literals::StringLiterals;
using Kind = ToolCommand::Kind;

namespace {

/// Programs whose words are taken as they are; what they mean is theirs.
bool isProcess(const QString &program)
{
    static const QSet<QString> known{u"kubectl"_s, u"helm"_s, u"cdk"_s, u"sam"_s, u"terraform"_s, u"tofu"_s, u"git"_s,
        u"systemctl"_s, u"journalctl"_s, u"npm"_s, u"pnpm"_s, u"yarn"_s, u"vercel"_s, u"docker"_s, u"docker-compose"_s,
        u"pg_dump"_s, u"pg_restore"_s, u"pg_isready"_s, u"alembic"_s, u"pm2"_s, u"gh"_s, u"python"_s, u"python3"_s,
        u"pip"_s, u"pip3"_s, u"pytest"_s, u"node"_s, u"make"_s, u"webpack"_s, u"grep"_s, u"egrep"_s, u"zgrep"_s,
        u"tail"_s, u"head"_s, u"cat"_s, u"ls"_s, u"df"_s, u"du"_s, u"free"_s, u"ps"_s, u"uptime"_s, u"netstat"_s,
        u"ss"_s, u"lsof"_s, u"vmstat"_s, u"find"_s, u"zip"_s, u"unzip"_s, u"tar"_s, u"gzip"_s, u"dig"_s, u"nslookup"_s,
        u"nc"_s, u"service"_s, u"mysql"_s, u"mysqldump"_s, u"eksctl"_s, u"pulumi"_s, u"ansible-playbook"_s};
    return known.contains(program);
}

void readProcess(ToolReader &reader)
{
    ToolCommand &command = reader.command();
    command.kind = Kind::Process;
    QJsonArray arguments;
    for (const Word &word : reader.use().words.mid(1)) {
        const std::optional<QString> text = reader.certain(word, u"/arguments/%1"_s.arg(arguments.size()));
        arguments << (text ? QJsonValue(*text) : QJsonValue());
    }
    command.details.insert(u"program"_s, command.program);
    command.details.insert(u"arguments"_s, arguments);
    reader.redirections();
}

/// "npx cdk deploy" is cdk.
CommandUse withoutNpx(const CommandUse &use)
{
    CommandUse made = use;
    const auto at = [&made](qsizetype index) { return made.words.value(index).literal().value_or(QString()); };
    if (at(0) != u"npx"_s)
        return use;
    made.words.removeFirst();
    while (at(0) == u"--yes"_s || at(0) == u"-y"_s || at(0) == u"--no-install"_s)
        made.words.removeFirst();
    made.place = made.words.isEmpty() ? use.place : made.words.first().place;
    return made;
}

} // namespace

ToolCommand readTool(const CommandUse &use)
{
    ToolReader reader(withoutNpx(use));
    ToolCommand &command = reader.command();
    const std::optional<QString> name = reader.use().words.value(0).literal();
    command.program = name.value_or(QString()).section(u'/', -1);
    if (reader.use().words.isEmpty() || command.program.isEmpty() || use.takesMoreWords) {
        reader.refuse(QCoreApplication::translate("sm::commandline::Tool", "It is not certain what would run here."));
    } else if (command.program == u"psql"_s) {
        readPsql(reader);
    } else if (command.program == u"redis-cli"_s) {
        readRedis(reader);
    } else if (command.program == u"curl"_s) {
        readCurl(reader);
    } else if (isProcess(command.program)) {
        readProcess(reader);
    } else {
        reader.refuse(QCoreApplication::translate("sm::commandline::Tool", "The program \"%1\" is not known.")
                .arg(command.program));
    }
    return command;
}

} // namespace sm::commandline
