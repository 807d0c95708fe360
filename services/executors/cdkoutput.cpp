// SPDX-License-Identifier: GPL-3.0-or-later
#include <executors/cdkoutput.h>

#include <process/plainline.h>

#include <QJsonArray>
#include <QList>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace sm::executors {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype mostListed = 150; // an answer has to fit into a row of the journal; the numbers count all

QStringList linesOf(const QString &text)
{
    QStringList lines;
    const QStringList all = text.split(u'\n');
    for (QString line : all) {
        line.remove(u'\r');
        lines << process::plainLine(line);
    }
    return lines;
}

QString actionOf(QChar sign)
{
    switch (sign.unicode()) {
    case u'+':
        return u"Add"_s;
    case u'-':
        return u"Remove"_s;
    case u'←':
        return u"Import"_s;
    default:
        return u"Modify"_s;
    }
}

/// What the CDK says at the end of a line will become of a resource.
struct Impact
{
    QString word;
    QString replacement;
};

const QList<Impact> &impacts()
{
    static const QList<Impact> all{{u"may be replaced"_s, u"Conditional"_s}, {u"replace"_s, u"True"_s},
        {u"destroy"_s, {}}, {u"orphan"_s, {}}, {u"import"_s, {}}};
    return all;
}

/// "[~] AWS::Lambda::Function Api/Chat Chat5F0C replace"; properties stand indented below and are no lines of theirs.
QJsonObject changeOf(const QString &stack, const QString &line)
{
    static const QRegularExpression form(u"\\A\\[(.)\\] ((?:AWS|Custom|Alexa)::\\S+|\\S+::\\S+::\\S+) (.+)\\z"_s);
    const auto match = form.match(line.trimmed());
    if (!match.hasMatch() || line.startsWith(u' '))
        return {};
    QString rest = match.captured(3).trimmed();
    QString word;
    QString replacement;
    for (const Impact &impact : impacts()) {
        if (!rest.endsWith(u' ' + impact.word))
            continue;
        word = impact.word;
        replacement = impact.replacement;
        rest.chop(impact.word.size() + 1);
        break;
    }
    const QStringList names = rest.split(u' ', Qt::SkipEmptyParts);
    return {{u"stack"_s, stack}, {u"action"_s, actionOf(match.captured(1).front())}, {u"type"_s, match.captured(2)},
        {u"path"_s, names.value(0)}, {u"logicalId"_s, names.value(names.size() - 1)}, {u"replacement"_s, replacement},
        {u"impact"_s, word}};
}

/// What is taken out of the template and stays in the account ("orphan") loses nothing.
bool isDangerous(const QJsonObject &change)
{
    const bool removes = change.value("action"_L1) == "Remove"_L1 && change.value("impact"_L1) != "orphan"_L1;
    return removes || !change.value("replacement"_L1).toString().isEmpty();
}

struct StackDiff
{
    QString name;
    bool isSame = false;
    int changes = 0;
};

class Diff
{
public:
    void add(const QString &line)
    {
        static const QRegularExpression heading(u"\\AStack (\\S+)(?: \\((.+)\\))?\\z"_s);
        if (const auto match = heading.match(line.trimmed()); match.hasMatch() && !line.startsWith(u' ')) {
            // In stages the name of the stack itself stands in brackets.
            const QString own = match.captured(2);
            m_stacks << StackDiff{own.isEmpty() || own.contains(u' ') ? match.captured(1) : own};
            return;
        }
        if (m_stacks.isEmpty())
            m_stacks << StackDiff();
        if (line.startsWith("There were no differences"_L1))
            m_stacks.last().isSame = true;
        const QJsonObject change = changeOf(m_stacks.last().name, line);
        if (change.isEmpty())
            return;
        ++m_stacks.last().changes;
        m_changes << change;
    }
    QJsonObject json() const
    {
        QJsonArray stacks;
        for (const StackDiff &each : m_stacks) {
            if (!each.name.isEmpty() || each.changes > 0)
                stacks << QJsonObject{{u"name"_s, each.name}, {u"same"_s, each.isSame}, {u"changes"_s, each.changes}};
        }
        const auto count
            = [this](auto holds) { return static_cast<int>(std::count_if(m_changes.begin(), m_changes.end(), holds)); };
        const auto acts = [](const QString &action) {
            return [action](const QJsonObject &each) { return each.value("action"_L1) == action; };
        };
        return {{u"stacks"_s, stacks}, {u"changes"_s, listed([](const QJsonObject &) { return true; })},
            {u"added"_s, count(acts(u"Add"_s))}, {u"modified"_s, count(acts(u"Modify"_s))},
            {u"removed"_s, count(acts(u"Remove"_s))}, {u"replaced"_s, count([](const QJsonObject &each) {
                                                           return !each.value("replacement"_L1).toString().isEmpty();
                                                       })},
            {u"dangerous"_s, listed(isDangerous)}, {u"dangers"_s, count(isDangerous)}, {u"lines"_s, dangerLines()}};
    }

private:
    template <typename Holds>
    QJsonArray listed(Holds holds) const
    {
        QJsonArray list;
        for (const QJsonObject &each : m_changes) {
            if (holds(each) && list.size() < mostListed)
                list << each;
        }
        return list;
    }
    QString dangerLines() const
    {
        QStringList lines;
        for (const QJsonObject &each : m_changes) {
            if (isDangerous(each) && lines.size() < mostListed)
                lines << u"%1: %2 (%3)"_s.arg(each.value("impact"_L1).toString(), each.value("logicalId"_L1).toString(),
                    each.value("type"_L1).toString());
        }
        return lines.join(u'\n');
    }

    QList<StackDiff> m_stacks;
    QList<QJsonObject> m_changes;
};

struct StackDeployment
{
    QString name;
    QString state;
    QString why;
    QString arn;
    QJsonObject outputs;
    QJsonArray failures;
};

class Deployed
{
public:
    void add(const QString &line)
    {
        if (readEvent(line) || readEnd(line) || readOutput(line))
            return;
        static const QRegularExpression arn(u"\\Aarn:[a-z-]+:cloudformation:[^:]*:[0-9]*:stack/([^/]+)/\\S+\\z"_s);
        if (const auto match = arn.match(line.trimmed()); match.hasMatch())
            stack(match.captured(1)).arn = line.trimmed();
    }
    QJsonObject json() const
    {
        QJsonArray stacks;
        QString why;
        QMap<QString, int> counts;
        for (const StackDeployment &each : m_stacks) {
            if (each.state == "failed"_L1 && why.isEmpty())
                why = each.why;
            ++counts[each.state];
            stacks << QJsonObject{{u"name"_s, each.name}, {u"state"_s, each.state}, {u"why"_s, each.why},
                {u"arn"_s, each.arn}, {u"outputs"_s, each.outputs}, {u"failures"_s, each.failures}};
        }
        return {{u"stacks"_s, stacks}, {u"deployed"_s, counts.value(u"deployed"_s)},
            {u"unchanged"_s, counts.value(u"unchanged"_s)}, {u"failed"_s, counts.value(u"failed"_s)}, {u"why"_s, why}};
    }

private:
    StackDeployment &stack(const QString &name)
    {
        for (StackDeployment &each : m_stacks) {
            if (each.name == name)
                return each;
        }
        m_stacks << StackDeployment{name, {}, {}, {}, {}, {}};
        return m_stacks.last();
    }
    /// "Shop | 3/9 | 4:20:19 AM | UPDATE_FAILED | AWS::Lambda::Function | Api/Chat (Chat5F0C) Why"
    bool readEvent(const QString &line)
    {
        const QStringList parts = line.split(u'|');
        if (parts.size() < 6)
            return false;
        const QString status = parts.at(3).trimmed();
        if (!status.endsWith("_FAILED"_L1))
            return true;
        const QString rest = parts.mid(5).join(u'|').trimmed();
        static const QRegularExpression form(u"\\A(\\S+(?: \\([^)]*\\))?) ?(.*)\\z"_s);
        const auto match = form.match(rest);
        StackDeployment &own = stack(parts.at(0).trimmed());
        if (own.failures.size() < mostListed)
            own.failures << QJsonObject{{u"status"_s, status}, {u"type"_s, parts.at(4).trimmed()},
                {u"resource"_s, match.captured(1)}, {u"reason"_s, match.captured(2).trimmed()}};
        return true;
    }
    /// " ✅  Shop (no changes)", " ❌  Shop failed: Error: Why"
    bool readEnd(const QString &line)
    {
        static const QRegularExpression good(u"\\A\\s*✅\\s+(\\S+)(?: \\((.+)\\))?(\\s+\\(no changes\\))?\\s*\\z"_s);
        static const QRegularExpression bad(u"\\A\\s*(?:❌\\s+)?(\\S+) failed: (.+)\\z"_s);
        if (const auto match = good.match(line); match.hasMatch()) {
            const bool isSame = line.contains("(no changes)"_L1);
            const QString own = match.captured(2);
            stack(own.isEmpty() || own == "no changes"_L1 ? match.captured(1) : own).state
                = isSame ? u"unchanged"_s : u"deployed"_s;
            return true;
        }
        const auto match = bad.match(line);
        if (!match.hasMatch())
            return false;
        StackDeployment &own = stack(match.captured(1));
        own.state = u"failed"_s;
        static const QRegularExpression kind(u"\\A(?:_?[A-Za-z]*Error: )+"_s);
        own.why = match.captured(2).remove(kind);
        return true;
    }
    /// "Shop.ApiUrl = https://…"
    bool readOutput(const QString &line)
    {
        static const QRegularExpression form(u"\\A([A-Za-z0-9-]+)\\.([A-Za-z0-9]+) = (.*)\\z"_s);
        const auto match = form.match(line);
        if (match.hasMatch())
            stack(match.captured(1)).outputs.insert(match.captured(2), match.captured(3));
        return match.hasMatch();
    }

    QList<StackDeployment> m_stacks;
};

} // namespace

QJsonObject parsedCdkDiff(const QString &text)
{
    Diff diff;
    const QStringList lines = linesOf(text);
    for (const QString &line : lines)
        diff.add(line);
    return diff.json();
}

QJsonObject parsedCdkDeploy(const QString &text)
{
    Deployed deployed;
    const QStringList lines = linesOf(text);
    for (const QString &line : lines)
        deployed.add(line);
    return deployed.json();
}

} // namespace sm::executors
