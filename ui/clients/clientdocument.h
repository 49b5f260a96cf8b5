#pragma once

#include "oauth/client.h"
#include "oauth/validate.h"
#include "store/schemainfo.h"

#include <QJsonValue>
#include <QObject>

namespace owb::ui {

/**
 * The client under edit: one value that the form and the JSON beside it both change and both follow. Members nobody
 * touches keep their exact text.
 */
class ClientDocument : public QObject
{
    Q_OBJECT
public:
    ClientDocument(oauth::Client client, bool isNew, QObject* parent);

    [[nodiscard]] const oauth::Client& client() const { return m_client; }
    [[nodiscard]] const oauth::Client& loaded() const { return m_loaded; }
    [[nodiscard]] bool isNew() const { return m_isNew; }
    [[nodiscard]] bool isChanged() const { return m_client != m_loaded; }
    /** Names of the fields and members that differ from what was loaded. */
    [[nodiscard]] QStringList changes() const;
    [[nodiscard]] QList<oauth::FieldProblem> problems() const { return oauth::validate(m_client); }

    /** Whether the stored text must be mended as text first: it is no JSON object, or has a member twice. */
    [[nodiscard]] bool needsMending() const;
    /** The editor's JSON: over lines, client_id first. The raw text when it is not JSON. */
    [[nodiscard]] QString json() const;
    /** Takes an edited JSON text. Failure leaves the client as it was. */
    [[nodiscard]] core::Result<> setJson(const QString& text);

    void setId(const QString& id);
    void setSecret(const core::Secret& secret);
    void setOwner(const QString& owner);
    void setExtraColumn(const QString& column, const QString& value);
    /** Undefined takes the member out. */
    void setMember(const QString& name, const QJsonValue& value);

Q_SIGNALS:
    /** `fromJson`: the form has to follow; otherwise the JSON has to. */
    void changed(bool fromJson);

private:
    void takeId(const QString& id);

    oauth::Client m_client;
    oauth::Client m_loaded;
    bool m_isNew;
};

} // namespace owb::ui
