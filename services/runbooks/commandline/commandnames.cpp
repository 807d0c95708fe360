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
        const QStringList lines = QString::fromLatin1(block).split(u'\n', Qt::SkipEmptyParts);
        for (const QString &line : lines) {
            const QString text = line.mid(1);
            if (text.startsWith("wait "_L1)) {
                const QStringList words = text.split(u' ');
                service.waiters.insert(words.value(1), {words.value(1), words.value(2), words.value(3)});
                continue;
            }
            const QString name = readNames(text.section(u' ', 0, 0)).first;
            if (!service.lines.contains(name))
                service.order << name;
            service.lines[name] << text;
        }
    }
    service.isIndexed = true;
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
    const Service *found = indexed(service);
    return found ? found->order : QStringList();
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
    const QStringList lines = found ? found->lines.value(name) : QStringList();
    if (lines.isEmpty())
        return std::nullopt;
    CommandName command;
    std::tie(command.name, command.operation) = readNames(lines.first().section(u' ', 0, 0));
    for (const QString &line : lines)
        addLine(command, line);
    return command;
}

std::optional<CommandName> CommandNames::commandOf(const QString &service, const QString &operation) const
{
    const Service *found = indexed(service);
    if (!found)
        return std::nullopt;
    const auto it = std::find_if(found->lines.begin(), found->lines.end(), [&operation](const QStringList &lines) {
        return readNames(lines.first().section(u' ', 0, 0)).second == operation;
    });
    return it == found->lines.end() ? std::nullopt : command(service, it.key());
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
    for (const QString &name : commands(service)) {
        const std::optional<CommandName> found = command(service, name);
        if (found && std::any_of(found->options.begin(), found->options.end(), [&option](const OptionName &each) {
                return each.name == option;
            }))
            names << name;
    }
    return names;
}

} // namespace sm::commandline
