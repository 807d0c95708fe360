// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandnames.h"

#include <aws/cliname.h>

#include <QFile>

// A resource in a static library is dropped by the linker unless something names it, and Q_INIT_RESOURCE works in the
// global namespace only.
static void initNamesResource() { Q_INIT_RESOURCE(names); }

namespace sm::commandline {

using namespace Qt::Literals::StringLiterals;

namespace {

OptionName readOption(const QString &word)
{
    static const QString marks = u"*@+?~!^"_s;
    qsizetype end = 0;
    while (end < word.size() && !marks.contains(word[end]) && word[end] != u'=')
        ++end;
    OptionName option;
    option.name = word.left(end);
    using Takes = OptionName::Takes;
    static const QHash<QChar, Takes> kinds{{u'+', Takes::List}, {u'?', Takes::MaybeValue}, {u'~', Takes::Switch},
        {u'!', Takes::Nothing}, {u'^', Takes::NothingMeansNo}};
    for (; end < word.size() && word[end] != u'='; ++end) {
        option.isRequired = option.isRequired || word[end] == u'*';
        option.isPositional = option.isPositional || word[end] == u'@';
        option.takes = kinds.value(word[end], option.takes);
    }
    const QString member = word.mid(end + 1);
    option.isCliOwn = member == u"-"_s;
    if (!option.isCliOwn)
        option.member = member;
    return option;
}

/// "GetObject", "Name=other-name", "=own": the name of the command and of the operation.
std::pair<QString, QString> readNames(const QString &word)
{
    const qsizetype equals = word.indexOf(u'=');
    if (equals < 0)
        return {aws::cliName(word), word};
    return {word.mid(equals + 1), word.left(equals)};
}

QString wordOf(const QByteArray &line)
{
    const qsizetype end = line.indexOf(' ');
    return QString::fromLatin1(end < 0 ? line : line.left(end));
}

void addLine(CommandName &command, const QString &line)
{
    const QStringList words = line.split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words.mid(1)) {
        command.hasPages = command.hasPages || word.startsWith(u'%');
        command.hasPageSize = command.hasPageSize || word == u"%%"_s;
        if (!word.startsWith(u'%'))
            command.options << readOption(word);
    }
}

} // namespace

QByteArray squeezed(const QString &name)
{
    QByteArray made;
    made.reserve(name.size());
    for (const QChar c : name) {
        if (c != u'-')
            made += c.toLower().toLatin1();
    }
    return made;
}

CommandNames::CommandNames()
{
    initNamesResource();
    read(u":/aws/cli/names.txt"_s);
    read(u":/aws/cli/version2.txt"_s);
}

void CommandNames::read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return;
    const QByteArray text = file.readAll();
    qsizetype at = text.startsWith('#') ? text.indexOf('\n') + 1 : 0;
    while (at < text.size()) {
        const qsizetype lineEnd = text.indexOf('\n', at);
        const QString head = QString::fromLatin1(text.mid(at, lineEnd - at));
        qsizetype end = lineEnd + 1;
        while (end < text.size() && text[end] == ' ')
            end = text.indexOf('\n', end) + 1;
        const QString name = head.section(u' ', 0, 0);
        Service &service = m_services[name];
        if (service.blocks.isEmpty() && !head.endsWith(" -"_L1))
            service.model = head.section(u' ', -1);
        service.blocks << text.mid(lineEnd + 1, end - lineEnd - 1);
        if (!service.model.isEmpty() && (name == service.model || !m_byModel.contains(service.model)))
            m_byModel.insert(service.model, name);
        at = end;
    }
}

const CommandNames::Service *CommandNames::indexed(const QString &service) const
{
    const auto found = m_services.find(service);
    if (found == m_services.end())
        return nullptr;
    if (!found->isIndexed)
        index(*found);
    return &*found;
}

void CommandNames::index(Service &service)
{
    for (const QByteArray &block : std::as_const(service.blocks)) {
        for (qsizetype at = 0; at < block.size();) {
            const qsizetype end = block.indexOf('\n', at);
            const QByteArray line = QByteArray::fromRawData(block.constData() + at + 1, end - at - 1);
            at = end + 1;
            if (line.startsWith("wait ")) {
                const QStringList words = QString::fromLatin1(line).split(u' ');
                service.waiters.insert(words.value(1), {words.value(1), words.value(2), words.value(3)});
                continue;
            }
            const QString names = wordOf(line);
            service.byName.insert(squeezed(names.mid(names.indexOf(u'=') + 1)), service.lines.size());
            service.lines << line;
        }
    }
    service.isIndexed = true;
}

/// The lines of a command in their order; the first names it.
QList<QByteArray> CommandNames::linesOf(const Service &service, const QString &name)
{
    QList<qsizetype> places = service.byName.values(squeezed(name));
    std::sort(places.begin(), places.end());
    QList<QByteArray> lines;
    for (const qsizetype place : std::as_const(places))
        lines << service.lines[place];
    const bool isIt = !lines.isEmpty() && readNames(wordOf(lines.first())).first == name;
    return isIt ? lines : QList<QByteArray>();
}

QStringList CommandNames::services() const
{
    QStringList names = m_services.keys();
    names.sort();
    return names;
}

QString CommandNames::model(const QString &service) const { return m_services.value(service).model; }

QString CommandNames::serviceOf(const QString &model) const { return m_byModel.value(model); }

QStringList CommandNames::commands(const QString &service) const
{
    QStringList names;
    if (const Service *found = indexed(service)) {
        for (const QByteArray &line : found->lines)
            names << readNames(wordOf(line)).first;
    }
    names.removeDuplicates();
    return names;
}

QStringList CommandNames::waiters(const QString &service) const
{
    const Service *found = indexed(service);
    QStringList names = found ? found->waiters.keys() : QStringList();
    names.sort();
    return names;
}

std::optional<CommandName> CommandNames::command(const QString &service, const QString &name) const
{
    const Service *found = indexed(service);
    const QList<QByteArray> lines = found ? linesOf(*found, name) : QList<QByteArray>();
    if (lines.isEmpty())
        return std::nullopt;
    CommandName command;
    std::tie(command.name, command.operation) = readNames(wordOf(lines.first()));
    for (const QByteArray &line : lines)
        addLine(command, QString::fromLatin1(line));
    return command;
}

std::optional<WaiterName> CommandNames::waiter(const QString &service, const QString &name) const
{
    const Service *found = indexed(service);
    const auto it = found ? found->waiters.constFind(name) : QHash<QString, WaiterName>::const_iterator();
    return found && it != found->waiters.constEnd() ? std::optional(*it) : std::nullopt;
}

QStringList CommandNames::commandsWith(const QString &service, const QString &option) const
{
    QStringList names;
    const Service *found = indexed(service);
    if (!found)
        return names;
    const QByteArray word = ' ' + option.toLatin1();
    for (const QByteArray &line : found->lines) {
        CommandName command;
        if (line.contains(word))
            addLine(command, QString::fromLatin1(line));
        const bool has = std::any_of(command.options.begin(), command.options.end(),
            [&option](const OptionName &each) { return each.name == option; });
        if (has)
            names << readNames(wordOf(line)).first;
    }
    names.removeDuplicates();
    return names;
}

} // namespace sm::commandline
