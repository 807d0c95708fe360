// SPDX-License-Identifier: GPL-3.0-or-later
#include "inputreader.h"

#include "inputcheck.h"
#include "nearestname.h"

#include <QCoreApplication>

#include <algorithm>

namespace sm::runbooks {

using namespace Qt::Literals::StringLiterals;

namespace {

using Type = MemberType;

QString tr(const char *text) { return QCoreApplication::translate("sm::runbooks", text); }

/// Whether a value that a person gives may take the place of the whole member.
bool takesWhole(Type type)
{
    constexpr std::array never{Type::Fixed, Type::Capture, Type::Word, Type::Condition, Type::Name, Type::FixedList,
        Type::Command, Type::Reading};
    return std::find(never.begin(), never.end(), type) == never.end();
}

bool isFixed(Type type)
{
    return type == Type::Fixed || type == Type::Capture || type == Type::FixedList || type == Type::Word;
}

bool isWhole(const YamlNode &node)
{
    if (!node.isText() || !node.text.startsWith("${"_L1))
        return false;
    const Result<Template> parsed = Template::parse(node.text, node.place);
    return parsed && parsed->isWhole();
}

Grammar grammarOf(Type type) { return type == Type::Glob ? Grammar::Glob : Grammar::Text; }

/// What is wrong with an expression where \p text has it; empty: nothing.
QString placeProblem(Type type, const Template &text)
{
    const qsizetype count = text.expressions().size();
    if (type == Type::Url && count > (text.source().startsWith("${"_L1) ? 1 : 0))
        return tr("an expression can only begin a URL; write {name} behind that, and its value into “values”");
    if (type == Type::Secret && !text.isWhole())
        return tr("a secret is not written into a file: make it a parameter, ${parameters.NAME}");
    return {};
}

} // namespace

JsonTemplate InputReader::read(const StepKind &kind, const YamlNode *with, const Place &place)
{
    if (with && !with->isMap()) {
        m_texts.problems().add(with->place, tr("a map is expected here"));
        return JsonTemplate::ofObject({}, {});
    }
    checkPresence(kind, with ? with->keys : QStringList(), with ? with->place : place);
    return with ? members(kind, *with) : JsonTemplate::ofObject({}, {});
}

JsonTemplate InputReader::members(const StepKind &kind, const YamlNode &with)
{
    if (kind.isOpen)
        return m_texts.json(with);
    QList<JsonTemplate> values;
    for (qsizetype i = 0; i < with.keys.size(); ++i) {
        const std::optional<Member> known = kind.member(with.keys[i]);
        values << (known ? member(*known, with.items[i]) : JsonTemplate());
        if (!known)
            m_texts.problems().add(with.keyPlaces[i],
                tr("%1 has no “%2”%3").arg(kind.name, with.keys[i], suggestion(with.keys[i], kind.memberNames())));
    }
    return JsonTemplate::ofObject(with.keys, values);
}

void InputReader::checkPresence(const StepKind &kind, const QStringList &given, const Place &place)
{
    for (const Member &each : kind.members) {
        if (each.isRequired && !given.contains(each.name))
            m_texts.problems().add(place, tr("%1 needs “%2”").arg(kind.name, each.name));
    }
    const auto isGiven = [&given](const QString &name) { return given.contains(name); };
    if (!kind.oneOf.isEmpty() && std::count_if(kind.oneOf.begin(), kind.oneOf.end(), isGiven) != 1)
        m_texts.problems().add(place, tr("%1 needs exactly one of %2").arg(kind.name, kind.oneOf.join(u", "_s)));
}

JsonTemplate InputReader::member(const Member &member, const YamlNode &node)
{
    const Standpoint outside = m_texts.standpoint();
    Standpoint here = outside;
    here.takesSecret = outside.takesSecret && member.takesSecret;
    here.hasOutput = member.type == Type::Condition;
    m_texts.setStandpoint(here);
    JsonTemplate value;
    if (takesWhole(member.type) && isWhole(node)) {
        value = JsonTemplate::ofText(m_texts.text(node, grammarOf(member.type)));
    } else if (const QString problem = memberProblem(member, jsonOf(node)); !problem.isEmpty()) {
        m_texts.problems().add(node.place, problem);
    } else if (isFixed(member.type)) {
        value = fixed(node);
    } else if (member.type == Type::Condition) {
        m_texts.expression(node);
        value = JsonTemplate::ofValue(node.text);
    } else if (member.type == Type::Name) {
        m_texts.step(node);
        value = JsonTemplate::ofValue(node.text);
    } else if (member.type == Type::Command) {
        value = command(node);
    } else if (member.type == Type::Reading) {
        value = reading(node);
    } else {
        value = m_texts.json(node, grammarOf(member.type));
        for (const Template &text : value.templates()) {
            if (const QString misplaced = placeProblem(member.type, text); !misplaced.isEmpty())
                m_texts.problems().add(node.place, misplaced);
        }
    }
    m_texts.setStandpoint(outside);
    return value;
}

/// What is code to whoever receives it: a value put into it would be code too.
JsonTemplate InputReader::fixed(const YamlNode &node)
{
    for (const YamlNode &item : node.isList() ? node.items : QList<YamlNode>{node}) {
        if (item.text.contains("${"_L1))
            m_texts.problems().add(
                item.place, tr("no value can be put into this text; SQL takes values as $1, $2 from “parameters”"));
    }
    return JsonTemplate::ofValue(jsonOf(node));
}

JsonTemplate InputReader::command(const YamlNode &node)
{
    QList<JsonTemplate> words{fixed(node.items.first())};
    for (const YamlNode &item : node.items.sliced(1))
        words << m_texts.json(item);
    return JsonTemplate::ofList(words);
}

JsonTemplate InputReader::reading(const YamlNode &node)
{
    const YamlNode &uses = *node.value(u"uses"_s);
    const YamlNode *with = node.value(u"with"_s);
    const std::optional<StepKind> kind = stepKind(uses.text);
    if (!kind || kind->effect == Effect::Write || kind->effect == Effect::Human || kind->name == "watch"_L1
        || kind->name == "wait"_L1) {
        m_texts.problems().add(uses.place, tr("“%1” is nothing that can be read over and over").arg(uses.text));
        return {};
    }
    const JsonTemplate input = read(*kind, with, node.place);
    const JsonTemplate name = JsonTemplate::ofValue(uses.text);
    return with ? JsonTemplate::ofObject({u"uses"_s, u"with"_s}, {name, input})
                : JsonTemplate::ofObject({u"uses"_s}, {name});
}

} // namespace sm::runbooks
