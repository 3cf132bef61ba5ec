declare module 'bpmn-moddle' {
  export class BpmnModdle {
    fromXML(text: string): Promise<{ rootElement: unknown; warnings: readonly Readonly<{ message: string }>[] }>;
  }
}
