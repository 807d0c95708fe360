// SPDX-License-Identifier: GPL-3.0-or-later
#include "secretfinder.h"

#include "secretnames.h"

#include <markdown/mojibake.h>

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace sm::lint {

using commandline::Word;
using Reach = Redaction::Reach;

namespace {

/// A word that says nothing where it stands by itself: it is left out of its own command only.
bool isCommonWord(const QString &value)
{
    static const QRegularExpression common(
        u"^([a-z][a-z_-]{0,5}|[a-z]+[-_][a-z_-]+|password|changeme|example)$|^.{1,3}$|"
        "^(true|false|null|none)$"_s,
        QRegularExpression::CaseInsensitiveOption);
    return common.match(value).hasMatch() && value == value.toLower();
}

/// What the models do not call sensitive, or where there is no model.
bool isSecretValue(const commandline::AwsCommand &command, const QString &option)
{
    return option == "value"_L1
        && (command.writtenOperation == "put-parameter"_L1 || command.writtenOperation == "create-api-key"_L1);
}

} // namespace

SecretFinder::SecretFinder(const Page &page)
    : m_page(page)
{
}

Redaction SecretFinder::find()
{
    for (const Command &command : m_page.commands)
        inCommand(command);
    for (const markdown::Block &block : m_page.document.blocks) {
        if (block.kind == markdown::Block::Kind::Code)
            inCode(block.text, block.textLine);
        for (const markdown::CodeSpan &span : block.spans)
            inCode(span.text, span.line);
    }
    const QStringList &lines = m_page.document.source.lines;
    for (qsizetype i = 0; i < lines.size(); ++i)
        inText(lines.at(i), static_cast<int>(i) + 1);
    inKeyBlocks();
    return std::move(m_found);
}

void SecretFinder::inCommand(const Command &command)
{
    const int line = command.use.statement.line;
    for (const commandline::Assignment &each : command.use.command.assignments) {
        if (namesASecret(each.name))
            add(each.name, each.value, line);
    }
    if (command.aws) {
        const auto service = m_page.models.service(command.aws->service);
        const aws::Operation *operation = service ? (*service)->operation(command.aws->operation) : nullptr;
        if (operation)
            inInput(command.aws->input, operation->input, {}, line);
    }
    if (command.tool) {
        for (auto it = command.tool->secrets.begin(); it != command.tool->secrets.end(); ++it)
            add(it.key(), it.value(), line);
    }
    inWords(command);
    inPasswordPipe(command);
}

/// What the model calls sensitive. The variables of a function are, all of them; only some are secrets elsewhere.
void SecretFinder::inInput(const QJsonValue &value, const aws::Shape *shape, const QString &name, int line)
{
    if (!shape)
        return;
    if (value.isString() && isCredential(*shape) && !isHarmless(value.toString())) {
        const bool isSure = namesASecret(name) && !isCommonWord(value.toString());
        m_found.add(name, value.toString(), line, isSure ? Reach::File : Reach::Line);
    }
    const QJsonArray array = value.toArray();
    for (const QJsonValue &each : array)
        inInput(each, shape->element.shape, name, line);
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        const aws::Member *member = shape->member(it.key());
        inInput(it.value(),
            shape->type == aws::Shape::Type::Map ? shape->value.shape
                : member                         ? member->shape
                                                 : nullptr,
            it.key(), line);
    }
}

void SecretFinder::inWords(const Command &command)
{
    for (qsizetype at = 1; at < command.words.size(); ++at) {
        const QString &word = command.words.at(at);
        const QString name = word.startsWith("--"_L1) ? word.mid(2).section(u'=', 0, 0) : QString();
        const bool isSecret
            = command.aws ? isSecretOption(name) || isSecretValue(*command.aws, name) : namesASecret(name);
        if (!name.isEmpty() && isSecret && word.contains(u'='))
            add(name, word.section(u'=', 1), command.use.statement.line);
        else if (!name.isEmpty() && isSecret && at + 1 < command.words.size())
            add(name, command.use.words.at(at + 1), command.use.statement.line);
        behindFlag(command, at);
        if (command.words.at(at - 1) == "-c"_L1 && word.contains(u' '))
            inNested(word, command.use.statement);
        if (const qsizetype colon = word.indexOf(u':'); colon > 0 && isSecretHeader(word.left(colon)))
            add(word.left(colon), word.mid(colon + 1).trimmed(), command.use.statement.line);
    }
}

/// sh -c "…"
void SecretFinder::inNested(const QString &code, const commandline::Place &place)
{
    for (const commandline::CommandUse &use : commandline::commandsOf(commandline::readShell(code))) {
        Command nested;
        nested.use = use;
        nested.use.statement = place;
        for (const Word &word : use.words)
            nested.words << word.text();
        nested.program = nested.words.value(0);
        inCommand(nested);
    }
}

void SecretFinder::behindFlag(const Command &command, qsizetype at)
{
    const QString &word = command.words.at(at);
    const bool isLogin = command.words.value(1) == "login"_L1;
    const QString flag = passwordFlag(isLogin ? command.program + u" login"_s : command.program, word);
    if (flag.isEmpty())
        return;
    const bool isGlued = word.size() > flag.size();
    const Word next = command.use.words.value(at + 1);
    const QString value = isGlued ? word.mid(flag.size()) : next.text();
    const int line = command.use.statement.line;
    const bool isPair = command.program == "curl"_L1 || command.program == "http"_L1;
    if (isPair)
        add(u"password"_s, value.section(u':', 1), line);
    if (isPair || isGlued)
        add(u"password"_s, value, line);
    else
        add(u"password"_s, next, line);
}

/// echo PASSWORD | docker login --password-stdin
void SecretFinder::inPasswordPipe(const Command &command)
{
    const QList<const Command *> rest = m_page.restOfPipe(command);
    const bool isTaken = std::any_of(rest.begin(), rest.end(), [](const Command *each) {
        return each->words.contains("--password-stdin"_L1) || each->program == "chpasswd"_L1
            || (each->program == "passwd"_L1 && each->words.contains("--stdin"_L1));
    });
    const bool isSaid = command.program == "echo"_L1 || command.program == "printf"_L1;
    for (const Word &word : isTaken &&isSaid ? command.use.words.mid(1) : QList<Word>()) {
        if (!word.text().startsWith(u'-') && !word.text().startsWith(u'%'))
            add(u"password"_s, word, command.use.statement.line);
    }
}

/// Whatever is in quotes, here documents and what no parser understood.
void SecretFinder::inCode(const QString &text, int line)
{
    static const QRegularExpression named(
        u"(?<![\\w.-])([\\w.-]*?(?:password|passwd|passphrase|pwd|secret|token|api[-_]?key|access[-_]?key|private[-_]?"
        u"key))"
        "[\\\\]?[\"']?\\s*(?:[=:]\\s*|(?<=\\w)\\s+(?=['\"]))(?:\\\\?\"([^\"\\\\\\n]*)|'([^'\\n]*)'|(?<==)([^\\s'\",;&}\\\\]+))"_s,
        QRegularExpression::CaseInsensitiveOption);
    for (const QRegularExpressionMatch &match : named.globalMatch(text)) {
        const int at = line + static_cast<int>(text.left(match.capturedStart()).count(u'\n'));
        const QString value = match.captured(2) + match.captured(3) + match.captured(4);
        const bool isOption = match.captured(1).startsWith(u'-');
        if (isOption ? isSecretOption(match.captured(1).section(u'-', 2)) : namesASecret(match.captured(1)))
            add(match.captured(1), value, at);
    }
}

void SecretFinder::inText(const QString &text, int line)
{
    static const QRegularExpression issued(
        u"\\b(?:AKIA|ASIA)(?!\\w*EXAMPLE)[A-Z0-9]{16}\\b|\\bgh[pousr]_[A-Za-z0-9]{36}\\b|\\bxox[abprs]-[A-Za-z0-9-]{10,"
        u"}|"
        "\\bsk-[A-Za-z0-9_-]{20,}|\\beyJ[\\w-]{10,}\\.eyJ[\\w-]{10,}\\.[\\w-]{10,}"_s);
    for (const QRegularExpressionMatch &match : issued.globalMatch(text))
        m_found.add(u"secret"_s, match.captured(), line, Reach::File);
    static const QRegularExpression inUrl(u"\\b\\w+://[^\\s:/@$<{]*:([^\\s/@$<{]+)@"_s);
    for (const QRegularExpressionMatch &match : inUrl.globalMatch(text))
        add(u"password"_s, match.captured(1), line);
}

void SecretFinder::inKeyBlocks()
{
    bool isInside = false;
    const QStringList &lines = m_page.document.source.lines;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (lines.at(i).contains("-----END "_L1))
            isInside = false;
        if (isInside && lines.at(i).trimmed().size() > 8)
            m_found.add(u"privateKey"_s, lines.at(i).trimmed(), static_cast<int>(i) + 1, Reach::File);
        static const QRegularExpression begin(u"-----BEGIN [A-Z ]*PRIVATE KEY-----"_s);
        isInside = isInside || begin.match(lines.at(i)).hasMatch();
    }
}

void SecretFinder::add(const QString &name, const Word &word, int line)
{
    if (word.hasSubstitution())
        return;
    add(name, word.text(), line);
    if (!isHarmless(word.text()) && word.source.size() > word.text().size() + 2)
        m_found.add(name, word.source, line, Reach::File);
}

void SecretFinder::add(const QString &name, const QString &value, int line)
{
    static const QRegularExpression scheme(
        u"^(Bearer|Basic|Token|ApiKey)\\s+"_s, QRegularExpression::CaseInsensitiveOption);
    const QString bare = QString(value).remove(scheme);
    if (isHarmless(bare) || bare.startsWith(u'$') || bare.contains("$("_L1) || bare.contains("${"_L1))
        return;
    static const QRegularExpression around(u"^\\W+|\\W+$"_s);
    static const QRegularExpression between(u"\\W+"_s);
    const QString plain = QString(name).remove(around).replace(between, u"_"_s);
    m_found.add(plain, bare, line, isCommonWord(bare) ? Reach::Line : Reach::File);
    if (const QString readable = markdown::repaired(bare); readable != bare)
        m_found.add(plain, readable, line, Reach::File);
}

} // namespace sm::lint
